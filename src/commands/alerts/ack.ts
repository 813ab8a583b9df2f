import { string as argument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { acknowledgeAlert } from '../../pipeline.ts';
import { renderAcknowledged } from '../../render/alerts.ts';

/** `concordat alerts ack ID` */
export default class AlertsAck extends ConcordatCommand {
  static override summary = 'Say that somebody looks after a discrepancy.';
  static override description = `It stays open until it is gone. Who said so is audited, and routes that want to hear of it are told.
Exit codes: 0, 1 when it is resolved already, 64 when no discrepancy has this id.`;
  static override examples = [
    { description: 'By the first characters of its id', command: '<%= config.bin %> alerts ack 4f2a91' },
    { description: 'With a reason', command: '<%= config.bin %> alerts ack 4f2a91 --reason "Ticket 4711"' },
  ];
  static override args = {
    id: argument({ name: 'ID', required: true, description: 'Id of a discrepancy, or how it begins.' }),
  };
  static override flags = {
    reason: string({ helpValue: 'TEXT', summary: 'Why, for the others and for the audit.' }),
  };

  async run(): Promise<void> {
    const { args, flags, session } = await this.begin(AlertsAck);
    const project = await this.openProject(session);
    const report = await acknowledgeAlert(project, { id: args.id, reason: flags.reason ?? null });
    if (session.isJson) await this.printJson(report);
    else await this.print(renderAcknowledged(report, session.output));
  }
}
