import { boolean, string } from '@oclif/core/flags';
import { ConcordatCommand } from '../cli/base-command.ts';
import { planExit } from '../cli/plan-exit.ts';
import { BOOTSTRAP_FLAG, planOptions, SELECTION_FLAGS } from '../cli/plan-flags.ts';
import { FORMAT_FLAG, nextStep, renderPlan, type PlanFormat } from '../cli/plan-output.ts';
import { writeFileWhole } from '../cli/write-file.ts';
import { planFile, planProject } from '../pipeline.ts';
import { renderPlanJson } from '../render/json-plan.ts';

/** `concordat plan` */
export default class Plan extends ConcordatCommand {
  static override summary = 'Show every difference between the systems, with its cause. Writes nothing anywhere.';
  static override description = `Reads all systems once, compares them field by field, and says who is right and why.
Planning needs read access only and leaves systems and state as they are.

Exit codes: 0 in sync or planned, 3 a limit refuses the plan, 65 the manifests are invalid, 75 a read was incomplete.
With --detailed-exitcode: 2 there is something to write, 3 all that remains waits for a person.`;
  static override examples = [
    { description: 'See what differs', command: '<%= config.bin %> plan' },
    { description: 'Keep the plan, to be reviewed and applied', command: '<%= config.bin %> plan --out drift.plan' },
    { description: 'Only the e-mail of customers', command: '<%= config.bin %> plan --select customer.email' },
    { description: 'For a pull request', command: '<%= config.bin %> plan --format markdown --json-into plan.json' },
    { description: 'Fail a job when systems differ', command: '<%= config.bin %> plan --detailed-exitcode' },
  ];
  static override flags = {
    out: string({ helpValue: 'FILE', summary: 'Write the plan to a file for show and apply. Only you may read it.' }),
    'json-into': string({ helpValue: 'FILE', summary: 'Write the plan as one JSON document, beside what is printed.' }),
    'detailed-exitcode': boolean({
      summary: 'Exit 2 when there is something to write, 3 when all that remains is held.',
    }),
    ...FORMAT_FLAG,
    ...BOOTSTRAP_FLAG,
    ...SELECTION_FLAGS,
  };

  async run(): Promise<void> {
    const { flags, session } = await this.begin(Plan);
    const project = await this.openProject(session);
    const { plan, exit } = await planProject(project, {
      ...planOptions(flags),
      signal: session.signal,
      progress: session.progress.tell,
    });
    if (flags.out !== undefined) {
      await writeFileWhole(this.callerPath(flags.out), planFile(plan, project.digests), this.world.newId());
    }
    if (flags['json-into'] !== undefined) {
      await writeFileWhole(this.callerPath(flags['json-into']), renderPlanJson(plan), this.world.newId());
    }
    const format: PlanFormat = session.isJson ? 'json' : flags.format;
    await this.print(await renderPlan(plan, format, session.output, nextStep(plan, flags.out)));
    this.endWith(planExit(plan, exit, flags['detailed-exitcode']));
  }
}
