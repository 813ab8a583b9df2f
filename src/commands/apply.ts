import { string } from '@oclif/core/args';
import { boolean } from '@oclif/core/flags';
import { reviewedPlan } from '../cli/reviewed-plan.ts';
import { ConcordatCommand } from '../cli/base-command.ts';
import { usageError } from '../cli/failure.ts';
import { BOOTSTRAP_FLAG, SELECTION_FLAGS } from '../cli/plan-flags.ts';
import { withAlerts } from '../cli/with-alerts.ts';
import { applyProject } from '../pipeline.ts';
import { renderApplyReport } from '../render/apply-report.ts';

/** `concordat apply [PLAN]` */
export default class Apply extends ConcordatCommand {
  static override summary = 'Write what was reviewed, each change only if live data still gives the same digest.';
  static override description = `With a plan file, writes what the file holds and nothing else. Without one, plans, shows the plan and asks.
What changed since the review is left alone and listed as stale. Ctrl-C stops between two batches.

Exit codes: 0 everything applied, 1 error or answered no, 3 something waits for a person, 4 applied in part,
64 no terminal to ask on, 75 locked or a read was incomplete.`;
  static override examples = [
    { description: 'Write what was reviewed', command: '<%= config.bin %> apply drift.plan' },
    { description: 'Plan, look, answer', command: '<%= config.bin %> apply' },
    { description: 'The very first run', command: '<%= config.bin %> apply --bootstrap' },
    { description: 'Without a question, in a script', command: '<%= config.bin %> apply --yes --select customer' },
  ];
  static override args = {
    plan: string({ name: 'PLAN', description: 'File that plan --out wrote. Default: plan now.' }),
  };
  static override flags = {
    yes: boolean({ char: 'y', summary: 'Do not ask. Without a plan file this writes what nobody has looked at.' }),
    ...BOOTSTRAP_FLAG,
    ...SELECTION_FLAGS,
  };

  async run(): Promise<void> {
    const { args, flags, session } = await this.begin(Apply);
    const isPlanning = flags.bootstrap || flags.select !== undefined || flags.exclude !== undefined;
    if (args.plan !== undefined && isPlanning) {
      throw usageError(
        'A plan file is applied as it is: --bootstrap, --select and --exclude belong to plan.',
        'Make a new plan with them: concordat plan --out FILE.',
      );
    }
    const file = args.plan === undefined ? null : this.callerPath(args.plan);
    const reviewed = await reviewedPlan({
      file,
      flags,
      session,
      open: () => this.openProject(session),
      show: async (text) => (session.isJson ? this.say(text.trimEnd()) : this.print(text)),
    });
    if (reviewed.plan === null) return this.endWith(reviewed.exit);
    const { project, plan } = reviewed;
    const options = { plan, signal: session.signal, progress: session.progress.tell };
    await withAlerts(project, { session, say: (text) => this.say(text) }, async () => {
      const report = await applyProject(project, options);
      if (session.isJson) await this.printJson(report);
      else await this.print(renderApplyReport(report, session.output));
      this.endWith(report.exit);
    });
  }
}
