import { string as argument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { ConcordatCommand } from '../cli/base-command.ts';
import { FORMAT_FLAG, nextStep, renderPlan, type PlanFormat } from '../cli/plan-output.ts';
import { writeFileWhole } from '../cli/write-file.ts';
import { findRun, planFile, planUndo } from '../pipeline.ts';

/** `concordat undo RUN` */
export default class Undo extends ConcordatCommand {
  static override summary = 'Plan to take a run back: a normal plan, made from the journal. Writes nothing anywhere.';
  static override description = `Every write of the run is reversed where its record still holds what the run wrote; what somebody changed
since is left alone and listed. The plan is reviewed and applied like every other, through the same guards, approvals and limits:
deletes of what the run created count as deletes. Afterwards the fields are first contact: a person decides what happens next.

Exit codes: 0 planned, 1 no such run, 3 a limit refuses the plan.`;
  static override examples = [
    { description: 'Take the last run back', command: '<%= config.bin %> undo last --out undo.plan' },
    { description: 'Then write it', command: '<%= config.bin %> apply undo.plan' },
  ];
  static override args = {
    run: argument({ name: 'RUN', required: true, description: 'Id of a run, the beginning of one, or `last`.' }),
  };
  static override flags = {
    out: string({ helpValue: 'FILE', summary: 'Write the plan to a file for show and apply. Only you may read it.' }),
    ...FORMAT_FLAG,
  };

  async run(): Promise<void> {
    const { args, flags, session } = await this.begin(Undo);
    const project = await this.openProject(session);
    const options = { signal: session.signal, progress: session.progress.tell };
    const { plan, exit } = await planUndo(project, await findRun(project, args.run), options);
    if (flags.out !== undefined)
      await writeFileWhole(this.callerPath(flags.out), planFile(plan, project.digests), this.world.newId());
    const format: PlanFormat = session.isJson ? 'json' : flags.format;
    const next = flags.out === undefined ? `concordat undo ${args.run} --out undo.plan` : nextStep(plan, flags.out);
    await this.print(await renderPlan(plan, format, session.output, exit === 3 ? null : next));
    this.endWith(exit);
  }
}
