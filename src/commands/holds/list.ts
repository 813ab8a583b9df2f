import { ConcordatCommand } from '../../cli/base-command.ts';
import { PLAN_FILE_FLAG } from '../../cli/decision-flags.ts';
import { SELECTION_FLAGS } from '../../cli/plan-flags.ts';
import { readPlanFile } from '../../pipeline.ts';
import { listHolds } from '../../pipeline/holds-list.ts';
import { renderHoldList } from '../../render/holds.ts';

/** `concordat holds list` */
export default class HoldsList extends ConcordatCommand {
  static override summary = 'List what waits for a person: since when, why, and who may decide.';
  static override description = [
    'Shows what the last apply left held, or with --plan what waits in a plan file.',
    'Reads the state and that file alone, no system. Exit code 0, also when something waits.',
  ].join(' ');
  static override examples = [
    { description: 'What waits', command: '<%= config.bin %> holds list' },
    {
      description: 'What waits in a plan that nobody has applied',
      command: '<%= config.bin %> holds list --plan drift.plan',
    },
    { description: 'Only a part', command: '<%= config.bin %> holds list --select customer --select system:erp' },
    { description: 'For another program', command: '<%= config.bin %> holds list --json' },
  ];
  static override flags = { ...PLAN_FILE_FLAG, ...SELECTION_FLAGS };

  async run(): Promise<void> {
    const { flags, session } = await this.begin(HoldsList);
    const project = await this.openProject(session);
    const plan = flags.plan === undefined ? null : await readPlanFile(this.callerPath(flags.plan), project.digests);
    const report = await listHolds(project, { plan, select: flags.select ?? [], exclude: flags.exclude ?? [] });
    if (session.isJson) await this.printJson(report);
    else await this.print(renderHoldList(report, session.output, flags.plan ?? null));
  }
}
