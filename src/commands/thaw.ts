import { string } from '@oclif/core/flags';
import { ConcordatCommand } from '../cli/base-command.ts';
import { usageError } from '../cli/failure.ts';
import { SCOPE_ARGS, scopeOf } from '../cli/freeze-scope.ts';
import { listFreezes, thaw } from '../pipeline/freeze.ts';
import { renderFreeze } from '../render/freeze.ts';

/** `concordat thaw all|system NAME|entity NAME` */
export default class Thaw extends ConcordatCommand {
  static override summary = 'Take a freeze back, exactly the one that is named.';
  static override description = [
    'Each freeze is thawed by itself: after thaw all, a frozen system stays frozen. What is still frozen is told.',
    'Without a name it says what is frozen, exit 64. What was not frozen is no error.',
  ].join(' ');
  static override examples = [
    { description: 'Go on', command: '<%= config.bin %> thaw all' },
    { description: 'One system', command: '<%= config.bin %> thaw system erp --reason "Books are closed"' },
  ];
  static override args = SCOPE_ARGS;
  static override flags = {
    reason: string({ helpValue: 'TEXT', summary: 'Why; stands in the audit trail.' }),
  };

  async run(): Promise<void> {
    const { args, flags, session } = await this.begin(Thaw);
    const place = { dir: session.dir, world: this.world };
    if (args.what === undefined) {
      const { frozen } = await listFreezes(place);
      const ids = frozen.map(({ id }) => id.replace(':', ' '));
      throw usageError(
        'Say what to thaw.',
        ids.length === 0
          ? 'Nothing is frozen.'
          : `Frozen: ${ids.join(', ')}. For example: concordat thaw ${ids[0] ?? ''}`,
      );
    }
    const report = await thaw(place, scopeOf(args.what, args.name), flags.reason ?? null);
    if (session.isJson) await this.printJson(report);
    else await this.print(renderFreeze(report, session.output));
  }
}
