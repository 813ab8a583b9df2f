import { ConcordatCommand } from '../cli/base-command.ts';
import { projectStatus } from '../pipeline.ts';
import { renderStatus } from '../render/status.ts';

/** `concordat status` */
export default class Status extends ConcordatCommand {
  static override summary = 'Say how the project stands: the systems, what differs now, the last run.';
  static override description =
    'Reads all systems and the state, and writes nothing. Exit codes: 0, or 75 when a read was incomplete.';
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
    this.endWith(report.exit);
  }
}
