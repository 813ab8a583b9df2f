import { boolean, string } from '@oclif/core/flags';
import { ConcordatCommand } from '../cli/base-command.ts';
import { usageError } from '../cli/failure.ts';
import { SCOPE_ARGS, scopeOf } from '../cli/freeze-scope.ts';
import { freeze, listFreezes } from '../pipeline/freeze.ts';
import { renderFreeze } from '../render/freeze.ts';

/** `concordat freeze all|system NAME|entity NAME` */
export default class FreezeCommand extends ConcordatCommand {
  static override summary = 'Forbid writing: everything, one system or one entity, at once, until somebody thaws it.';
  static override description = [
    'Also a run that is writing obeys within seconds: what it has not sent is not tried. Planning goes on.',
    'Needs neither the systems nor valid manifests, and waits for no other run. What is frozen already stays so, exit 0.',
  ].join(' ');
  static override examples = [
    { description: 'Stop everything', command: '<%= config.bin %> freeze all --reason "Wrong prices"' },
    { description: 'One system', command: '<%= config.bin %> freeze system erp --reason "Month-end close"' },
    { description: 'One entity, in all systems', command: '<%= config.bin %> freeze entity customer' },
    { description: 'What is frozen', command: '<%= config.bin %> freeze --list' },
  ];
  static override args = SCOPE_ARGS;
  static override flags = {
    reason: string({ helpValue: 'TEXT', summary: 'Why; whoever meets the freeze reads it.' }),
    list: boolean({ summary: 'Only say what is frozen.' }),
  };

  async run(): Promise<void> {
    const { args, flags, session } = await this.begin(FreezeCommand);
    const place = { dir: session.dir, world: this.world };
    if (args.what === undefined && !flags.list)
      throw usageError(
        'Say what to freeze.',
        'Write all, system NAME or entity NAME; freeze --list shows what is frozen.',
      );
    if (args.what !== undefined && flags.list)
      throw usageError('--list only shows what is frozen.', 'Leave out --list to freeze something.');
    const report =
      args.what === undefined
        ? await listFreezes(place)
        : await freeze(place, scopeOf(args.what, args.name), flags.reason ?? null);
    if (session.isJson) await this.printJson(report);
    else await this.print(renderFreeze(report, session.output));
  }
}
