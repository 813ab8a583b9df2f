import { ConcordatCommand } from '../cli/base-command.ts';
import { projectStatus } from '../pipeline.ts';
import { renderStatus } from '../render/text-status.ts';

/** `concordat status` */
export default class Status extends ConcordatCommand {
  static override summary = 'Say what is known without reading a system: the last runs, open changes, what waits.';
  static override description = 'Reads the state only, and leaves it as it is.';
  static override examples = [
    { description: 'How do we stand', command: '<%= config.bin %> status' },
    { description: 'For another program', command: '<%= config.bin %> status --json' },
  ];

  async run(): Promise<void> {
    const { session } = await this.begin(Status);
    const project = await this.openProject(session);
    const report = await projectStatus(project, { signal: session.signal, progress: session.progress.tell });
    if (session.isJson) await this.printJson(report);
    else await this.print(renderStatus(report, session.output));
  }
}
