import { string } from '@oclif/core/args';
import { ConcordatCommand } from '../cli/base-command.ts';
import { plainDigests } from '../cli/plain-digests.ts';
import { FORMAT_FLAG, nextStep, renderPlan } from '../cli/plan-output.ts';
import { readPlanFile } from '../pipeline.ts';

/** `concordat show PLAN` */
export default class Show extends ConcordatCommand {
  static override summary = 'Show a plan file as plan did, after checking that nobody changed it.';
  static override description =
    'Needs no live system and no project: everything is in the file. Exit 1 when the file was changed or is no plan.';
  static override examples = [
    { description: 'Read a plan', command: '<%= config.bin %> show drift.plan' },
    { description: 'As the comment of a pull request', command: '<%= config.bin %> show drift.plan --format markdown' },
    { description: 'For another program', command: '<%= config.bin %> show drift.plan --json' },
  ];
  static override args = { plan: string({ name: 'PLAN', required: true, description: 'File that plan --out wrote.' }) };
  static override flags = { ...FORMAT_FLAG };

  async run(): Promise<void> {
    const { args, flags, session } = await this.begin(Show);
    const plan = await readPlanFile(this.callerPath(args.plan), plainDigests());
    await this.print(
      await renderPlan(plan, session.isJson ? 'json' : flags.format, session.output, nextStep(plan, args.plan)),
    );
  }
}
