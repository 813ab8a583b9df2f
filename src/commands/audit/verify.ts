import { string } from '@oclif/core/flags';
import { ConcordatCommand } from '../../cli/base-command.ts';
import { openAuditProject } from '../../pipeline/audit-project.ts';
import { verifyChain } from '../../pipeline/audit-verify.ts';
import { renderAuditVerdict } from '../../render/audit-verify.ts';

/** `concordat audit verify` */
export default class AuditVerify extends ConcordatCommand {
  static override summary = 'Check that nothing in the audit chain was changed, taken away, put in or cut off.';
  static override description = `Checks every record of the chain, its signed heads, and the anchors that are kept elsewhere. Says what is wrong,
and what the verdict does not cover. Anchors in the ref refs/concordat/audit are used when they are there.
Reads no system; writes nothing. The same check runs without concordat: concordat-audit-verify.

Exit codes: 0 sound, 1 not sound.`;
  static override examples = [
    { description: 'The chain and its heads', command: '<%= config.bin %> audit verify' },
    {
      description: 'Against anchors in a file',
      command: '<%= config.bin %> audit verify --anchors /mnt/worm/audit.ndjson',
    },
    { description: 'For another program', command: '<%= config.bin %> audit verify --json' },
  ];
  static override flags = {
    anchors: string({ helpValue: 'FILE', multiple: true, summary: 'Anchors of audit anchor --file. May be repeated.' }),
    ref: string({
      helpValue: 'REF',
      summary: 'Git ref of audit anchor --ref. Default: refs/concordat/audit, when it is there.',
    }),
    'public-key': string({
      helpValue: 'KEY',
      multiple: true,
      summary: 'One more key that may have signed: base64, PEM, or a file with it. May be repeated.',
    }),
  };

  async run(): Promise<void> {
    const { flags, session } = await this.begin(AuditVerify);
    const project = await openAuditProject(session.dir, this.world);
    const verdict = await verifyChain(project, {
      files: (flags.anchors ?? []).map((file) => this.callerPath(file)),
      ref: flags.ref ?? null,
      keys: flags['public-key'] ?? [],
    });
    if (session.isJson) await this.printJson(verdict);
    else await this.print(renderAuditVerdict(verdict, this.world.now(), session.output));
    this.endWith(verdict.sound ? 0 : 1);
  }
}
