import { string } from '@oclif/core/flags';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { decide } from '../../cli/decide.ts';
import { DECISION_ARGS, DECISION_FLAGS, REASON } from '../../cli/decision-flags.ts';
import { renderDecisions } from '../../render/holds.ts';

/** `concordat holds approve ID…` */
export default class HoldsApprove extends ConcordatCommand {
  static override summary = 'Say yes to held changes, or to a plan that crosses a limit.';
  static override description = [
    [
      'A yes is bound to the digest: it holds for exactly this change in every later plan, ends when a byte of the change does,',
      'expires (after 24 hours, if neither you nor a policy says otherwise), and is used up by the apply that writes it.',
      'A plan over a limit is named by its file.',
    ].join(' '),
    [
      "Who says it is CONCORDAT_ACTOR, else the CI's actor, else the user of the machine. What was said before is not an error.",
      'With several ids, none is recorded unless all may be.',
    ].join(' '),
    ['Exit codes: 0 recorded, 1 no such id, several such ids or not yours to say, 64 usage.'].join(' '),
  ].join('\n\n');
  static override examples = [
    { description: 'Say yes', command: '<%= config.bin %> holds approve 3fa94c01b2d7' },
    {
      description: 'To several, for a group',
      command: '<%= config.bin %> holds approve 3fa94c01 77b0e9aa --group finance',
    },
    {
      description: 'To a change that no apply has seen yet, for four hours',
      command: '<%= config.bin %> holds approve 3fa94c01 --plan drift.plan --expires 4h',
    },
    { description: 'Let this very plan cross its limits', command: '<%= config.bin %> holds approve drift.plan' },
  ];
  static override args = DECISION_ARGS;
  static override flags = {
    ...DECISION_FLAGS,
    reason: string(REASON),
  };

  async run(): Promise<void> {
    const { args, flags, session } = await this.begin(HoldsApprove);
    const project = await this.openProject(session);
    const pathOf = (word: string): string => this.callerPath(word);
    const report = await decide(project, { verdict: 'approved', words: args.ids, flags, pathOf });
    if (session.isJson) await this.printJson(report);
    else await this.print(renderDecisions(report, session.output));
  }
}
