import { ConcordatCommand } from '../../cli/base-command.ts';
import { stateInfo } from '../../pipeline/state-info.ts';
import { renderStateInfo } from '../../render/state-info.ts';

/** `concordat state info` */
export default class StateInfoCommand extends ConcordatCommand {
  static override summary = 'Say what the state is: place, identity, encryption, who holds the lease, what is frozen.';
  static override description = 'Reads the state alone: no system, no manifests, and no key of the state are needed.';
  static override examples = [
    { description: 'Where and how', command: '<%= config.bin %> state info' },
    { description: 'For another program', command: '<%= config.bin %> state info --json' },
  ];

  async run(): Promise<void> {
    const { session } = await this.begin(StateInfoCommand);
    const info = await stateInfo(session.dir, this.world);
    if (session.isJson) return this.printJson(info);
    await this.print(renderStateInfo(info, session.output));
  }
}
