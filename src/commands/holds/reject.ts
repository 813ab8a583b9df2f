import { string } from '@oclif/core/flags';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { decide } from '../../cli/decide.ts';
import { DECISION_ARGS, DECISION_FLAGS, REASON } from '../../cli/decision-flags.ts';
import { renderDecisions } from '../../render/holds.ts';

/** `concordat holds reject ID…` */
export default class HoldsReject extends ConcordatCommand {
  static override summary = 'Say no to held changes, or to a plan that crosses a limit.';
  static override description = [
    [
      'A no outweighs every yes for exactly this change. It stands for 30 days, unless you say otherwise, and only who said it',
      'can take it back before, with holds approve. It also takes an own yes back, until an apply has used it.',
    ].join(' '),
    ['Exit codes: 0 recorded, 1 no such id, several such ids or not yours to say, 64 usage.'].join(' '),
  ].join('\n\n');
  static override examples = [
    {
      description: 'Say no',
      command: '<%= config.bin %> holds reject 3fa94c01b2d7 --reason "The old account is right"',
    },
    { description: 'For a week', command: '<%= config.bin %> holds reject 3fa94c01 --reason "Ask again" --expires 7d' },
  ];
  static override args = DECISION_ARGS;
  static override flags = {
    ...DECISION_FLAGS,
    reason: string({ ...REASON, required: true }),
  };

  async run(): Promise<void> {
    const { args, flags, session } = await this.begin(HoldsReject);
    const project = await this.openProject(session);
    const pathOf = (word: string): string => this.callerPath(word);
    const report = await decide(project, { verdict: 'rejected', words: args.ids, flags, pathOf });
    if (session.isJson) await this.printJson(report);
    else await this.print(renderDecisions(report, session.output));
  }
}
