import { ConcordatCommand } from '../../cli/base-command.ts';
import { decryptState } from '../../pipeline/state-key.ts';
import { renderStateInfo } from '../../render/state-info.ts';

/** `concordat state decrypt` */
export default class StateDecrypt extends ConcordatCommand {
  static override summary = 'Turn the encryption of the state off.';
  static override description = `Writes everything in clear again, under the lease, and keeps the keys of the journal's sealed past in clear beside it.
Then take state.encryption out of concordat.yaml: while it stands, the next writer encrypts again.`;
  static override examples = [{ description: 'Encryption off', command: '<%= config.bin %> state decrypt' }];

  async run(): Promise<void> {
    const { session } = await this.begin(StateDecrypt);
    const info = await decryptState(session.dir, this.world);
    if (session.isJson) return this.printJson(info);
    await this.print(renderStateInfo(info, session.output));
    if (info.encryption.source !== null) this.say('Now take state.encryption out of concordat.yaml.');
  }
}
