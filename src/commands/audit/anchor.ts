import { string } from '@oclif/core/flags';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { usageError } from '../../cli/failure.ts';
import { anchorChain } from '../../pipeline/audit-anchor.ts';
import { openAuditProject } from '../../pipeline/audit-project.ts';
import { renderAnchor } from '../../render/audit-verify.ts';

/** `concordat audit anchor` */
export default class AuditAnchorCommand extends ConcordatCommand {
  static override summary = 'Sign the end of the audit chain and keep it outside the state.';
  static override description = `Whoever can change the state can cut the chain off and forget its heads; not what is kept elsewhere.
The chain is verified first, also against the anchors that are there. A file grows by a line. A git ref grows by a commit
without files, and only from where it was: two that anchor at once do not overwrite each other.

Exit codes: 0 anchored, 1 the chain is not sound or is empty, 75 somebody else moved the ref.`;
  static override examples = [
    {
      description: 'In a file that only grows',
      command: '<%= config.bin %> audit anchor --file /mnt/worm/audit.ndjson',
    },
    { description: 'In a git ref', command: '<%= config.bin %> audit anchor --ref refs/concordat/audit' },
    {
      description: 'And on the server',
      command: '<%= config.bin %> audit anchor --ref refs/concordat/audit --push origin',
    },
  ];
  static override flags = {
    file: string({ helpValue: 'FILE', summary: 'Append to this file.' }),
    ref: string({ helpValue: 'REF', summary: 'Add a commit to this ref of the repository of the project.' }),
    push: string({ helpValue: 'REMOTE', summary: 'Push the ref to this remote.', dependsOn: ['ref'] }),
    'public-key': string({
      helpValue: 'KEY',
      multiple: true,
      summary: 'A key that signed earlier anchors: base64, PEM, or a file with it. May be repeated.',
    }),
  };

  async run(): Promise<void> {
    const { flags, session } = await this.begin(AuditAnchorCommand);
    const { file, ref = null, push: remote = null, 'public-key': keys = [] } = flags;
    if (file === undefined && ref === null)
      throw usageError('Where the anchor goes is missing.', 'Give --file FILE, --ref REF or both.');
    const project = await openAuditProject(session.dir, this.world);
    const path = file === undefined ? null : this.callerPath(file);
    const anchor = await anchorChain(project, { file: path, ref, remote, keys });
    if (session.isJson) await this.printJson(anchor);
    else await this.print(renderAnchor(anchor, session.output));
  }
}
