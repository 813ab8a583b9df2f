import { string } from '@oclif/core/args';
import { ConcordatCommand } from '../cli/base-command.ts';
import { traceRecord } from '../pipeline.ts';
import { renderTrace } from '../render/trace.ts';

/** `concordat trace ENTITY KEY` */
export default class Trace extends ConcordatCommand {
  static override summary = 'Show one record side by side in all systems, with its verdicts and its history.';
  static override description = `KEY is the record's canonical key, or its fingerprint where the key is classified. Classified values stay masked.
Reads the live systems and the journal; writes nothing. Exit codes: 0 shown, 1 no system holds it, 75 a system that may hold it could not be read.`;
  static override examples = [
    { description: 'One customer, everywhere', command: '<%= config.bin %> trace customer C-10234' },
    { description: 'A key that begins with a dash', command: '<%= config.bin %> trace customer -- -17' },
    { description: 'For another program', command: '<%= config.bin %> trace customer C-10234 --json' },
  ];
  static override args = {
    entity: string({ name: 'ENTITY', required: true, description: 'Name of the entity.' }),
    key: string({ name: 'KEY', required: true, description: 'Key of the record, or its fingerprint.' }),
  };

  async run(): Promise<void> {
    const { args, session } = await this.begin(Trace);
    const project = await this.openProject(session);
    const report = await traceRecord(project, {
      entity: args.entity,
      key: args.key,
      signal: session.signal,
      progress: session.progress.tell,
    });
    if (session.isJson) await this.printJson(report);
    else await this.print(renderTrace(report, session.output));
  }
}
