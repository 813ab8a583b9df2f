import { string } from '@oclif/core/args';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { PLAN_FILE_FLAG } from '../../cli/decision-flags.ts';
import { readPlanFile } from '../../pipeline.ts';
import { showHold } from '../../pipeline/holds-list.ts';
import { renderHoldDetail } from '../../render/hold-detail.ts';

/** `concordat holds show ID` */
export default class HoldsShow extends ConcordatCommand {
  static override summary = 'Show one held change: why it waits, who may decide, and what was said so far.';
  static override description = [
    'ID is the beginning of its digest, 8 characters or more. The state keeps no values: with --plan they are shown,',
    'classified ones masked. Exit codes: 0, or 1 when nothing that waits has this id, or several things have.',
  ].join(' ');
  static override examples = [
    { description: 'One hold', command: '<%= config.bin %> holds show 3fa94c01b2d7' },
    { description: 'With its values', command: '<%= config.bin %> holds show 3fa94c01b2d7 --plan drift.plan' },
  ];
  static override args = {
    id: string({ name: 'ID', required: true, description: 'Beginning of the digest, as holds list shows it.' }),
  };
  static override flags = { ...PLAN_FILE_FLAG };

  async run(): Promise<void> {
    const { args, flags, session } = await this.begin(HoldsShow);
    const project = await this.openProject(session);
    const plan = flags.plan === undefined ? null : await readPlanFile(this.callerPath(flags.plan), project.digests);
    const report = await showHold(project, args.id, plan);
    if (session.isJson) await this.printJson(report);
    else await this.print(renderHoldDetail(report, session.output, flags.plan ?? null));
  }
}
