import { string } from '@oclif/core/flags';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { deliverProjectAlerts, sendTestAlert } from '../../pipeline.ts';
import { renderDelivery } from '../../render/alerts.ts';

/** Without a person who waits, there is time. */
const BUDGET_MS = 120_000;

/** `concordat alerts deliver` */
export default class AlertsDeliver extends ConcordatCommand {
  static override summary = 'Deliver alerts that are due, and look at the heartbeats of the routes.';
  static override description = `apply delivers at its end. This is for what is left, and for a timer: nobody else notices that apply does not run.
Exit codes: 0 all delivered, 75 something is left.`;
  static override examples = [
    { description: 'From a timer', command: '<%= config.bin %> alerts deliver' },
    { description: 'Does a route work', command: '<%= config.bin %> alerts deliver --test finance-mail' },
  ];
  static override flags = {
    test: string({ helpValue: 'ROUTE', summary: 'Send one test message over this route, and nothing else.' }),
  };

  async run(): Promise<void> {
    const { flags, session } = await this.begin(AlertsDeliver);
    const project = await this.openProject(session);
    const options = { signal: session.signal, budgetMs: BUDGET_MS };
    if (flags.test !== undefined) await sendTestAlert(project, flags.test, options);
    const report =
      flags.test === undefined
        ? await deliverProjectAlerts(project, options)
        : {
            project: project.config.name,
            instant: this.world.now(),
            discrepancies: [],
            delivery: { routes: [], exit: 0 },
          };
    if (session.isJson) await this.printJson(report);
    else
      await this.print(
        flags.test === undefined ? renderDelivery(report, session.output) : 'The test message was taken.\n',
      );
    this.endWith(report.delivery?.exit ?? 0);
  }
}
