import { string } from '@oclif/core/args';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { checkSystem, checkedText } from '../../cli/check-system.ts';
import { chooseSystems } from '../../cli/choose-systems.ts';
import { diagnosticDocument } from '../../cli/failure.ts';
import type { SystemCheckReport } from '../../model/generated/system-check.ts';

/** `concordat system check [NAME]` */
export default class SystemCheck extends ConcordatCommand {
  static override summary = 'Check address, login and rights of one system or of all. Writes nothing.';
  static override description = `Rights are checked both ways: what the manifest needs and the login lacks, and what the login may do beyond it.
Exit codes: 0 all well, 1 a problem to fix, 75 a system cannot be reached.`;
  static override examples = [
    { description: 'All systems', command: '<%= config.bin %> system check' },
    { description: 'One system', command: '<%= config.bin %> system check crm' },
  ];
  static override args = { name: string({ name: 'NAME', description: 'Name of a system. Default: all.' }) };

  async run(): Promise<void> {
    const { args, session } = await this.begin(SystemCheck);
    const { manifest, open } = await this.openProject(session);
    const checked = [];
    for (const system of chooseSystems(manifest, args.name)) {
      session.progress.tell({ phase: 'checking', system: system.name });
      checked.push(await checkSystem(system, open, session.signal));
    }
    if (session.isJson) {
      const systems = checked.map((one) => ({ ...one, diagnostics: one.diagnostics.map(diagnosticDocument) }));
      const report: SystemCheckReport = { systems };
      await this.printJson(report);
    } else await this.print(checkedText(checked, session.output));
    this.endWith(checked.find(({ exit }) => exit === 1)?.exit ?? checked.find(({ exit }) => exit === 75)?.exit ?? 0);
  }
}
