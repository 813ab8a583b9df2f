import { boolean, string } from '@oclif/core/flags';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { usageError } from '../../cli/failure.ts';
import { rotateStateKey, type RotateOptions } from '../../pipeline/state-key.ts';
import { renderStateInfo } from '../../render/state-info.ts';

/** `concordat state rotate` */
export default class StateRotate extends ConcordatCommand {
  static override summary = 'Give the encrypted state another key.';
  static override description = `Put the new key where state.encryption of concordat.yaml says, and say here where the old one is.
Data stays as it is: only the data key, which seals it, is wrapped anew; a run may go on meanwhile.
With --data-key, a new data key is made as well and everything is sealed with it, under the lease; the journal's past
stays sealed with the old data key, which is kept. Without --data-key, doing it twice changes nothing more.`;
  static override examples = [
    {
      description: 'The new key is configured, the old one is in OLD_KEY',
      command: '<%= config.bin %> state rotate --from-key-env OLD_KEY',
    },
    { description: 'Both keys new', command: '<%= config.bin %> state rotate --from-key-file old.key --data-key' },
    { description: 'Seal everything anew under the same key', command: '<%= config.bin %> state rotate --data-key' },
  ];
  static override flags = {
    'from-key-env': string({
      helpValue: 'NAME',
      summary: 'Environment variable that holds the old key.',
      exclusive: ['from-key-file'],
    }),
    'from-key-file': string({ helpValue: 'FILE', summary: 'File that holds the old key.' }),
    'data-key': boolean({ summary: 'Make a new data key, too, and seal everything with it.' }),
  };

  async run(): Promise<void> {
    const { flags, session } = await this.begin(StateRotate);
    const isNewDataKey = flags['data-key'];
    const from = this.#oldKey(flags['from-key-env'], flags['from-key-file']);
    if (from === null && !isNewDataKey) {
      throw usageError(
        'There is nothing to change: no old key is given, and no new data key is asked for.',
        'Say where the old key is with --from-key-env NAME or --from-key-file FILE, or add --data-key.',
      );
    }
    const info = await rotateStateKey(session.dir, this.world, { from, isNewDataKey });
    if (session.isJson) return this.printJson(info);
    await this.print(renderStateInfo(info, session.output));
  }

  #oldKey(name: string | undefined, file: string | undefined): RotateOptions['from'] {
    if (name !== undefined) return { kind: 'env', name };
    return file === undefined ? null : { kind: 'file', path: this.callerPath(file) };
  }
}
