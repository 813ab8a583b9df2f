import { string } from '@oclif/core/args';
import { boolean } from '@oclif/core/flags';
import { askYesOrNo } from '../../cli/ask.ts';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { usageError } from '../../cli/failure.ts';
import { ConcordatError } from '../../model/error.ts';
import { eraseSubject, findSubject } from '../../pipeline/audit-erase.ts';
import { openAuditProject } from '../../pipeline/audit-project.ts';
import { eraseQuestion, renderErasure } from '../../render/audit-verify.ts';

/** `concordat audit erase ENTITY KEY` */
export default class AuditErase extends ConcordatCommand {
  static override summary = 'Erase the encrypted values that the state keeps of one record.';
  static override description = `For a person's right to be forgotten. The values of each write lie encrypted beside the audit chain, for undo.
This takes away those of one record, and notes in the chain that it was done and by whom. The chain stays as it is and
verifies as before; it holds keyed fingerprints of classified values. The writes can no longer be undone.
Backups of the state still hold what was in them.

Exit codes: 0 erased or gone already, 1 no such record or answered no, 64 no terminal to ask on, 75 a write of it is not settled.`;
  static override examples = [
    { description: 'Look, answer', command: '<%= config.bin %> audit erase customer C-10234' },
    { description: 'In a script', command: '<%= config.bin %> audit erase customer C-10234 --yes' },
  ];
  static override args = {
    entity: string({ name: 'ENTITY', required: true, description: 'Name of the entity.' }),
    key: string({ name: 'KEY', required: true, description: 'Key of the record, or its fingerprint.' }),
  };
  static override flags = { yes: boolean({ char: 'y', summary: 'Do not ask.' }) };

  async run(): Promise<void> {
    const { args, flags, session } = await this.begin(AuditErase);
    if (!flags.yes && !(process.stdin.isTTY && process.stderr.isTTY))
      throw usageError('There is no terminal to ask on.', 'Say --yes.');
    const project = await openAuditProject(session.dir, this.world);
    const subject = await findSubject(project, args.entity, args.key);
    if (subject.envelopes.length > 0 && !flags.yes && !(await askYesOrNo(eraseQuestion(subject), session.signal)))
      throw new ConcordatError('ERASE_DECLINED', 'Nothing was erased: the answer was no.');
    const erasure = await eraseSubject(project, subject);
    if (session.isJson) await this.printJson(erasure);
    else await this.print(renderErasure(erasure, session.output));
  }
}
