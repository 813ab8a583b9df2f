import { boolean } from '@oclif/core/flags';
import { ConcordatCommand } from '../cli/base-command.ts';
import { diagnosticDocument } from '../cli/failure.ts';
import type { ValidateReport } from '../model/generated/validate.ts';
import { validateProject } from '../pipeline.ts';

const INVALID = 65;

/** `concordat validate` */
export default class Validate extends ConcordatCommand {
  static override summary =
    'Check the manifests: their shape, their meaning and, with --live, the systems they speak of.';
  static override description = `All problems are collected and told at once, with file, line, column and the fix.
Exit codes: 0 valid (warnings are told), 65 invalid, or with --live something is not there.`;
  static override examples = [
    { description: 'Check the files, without a network', command: '<%= config.bin %> validate' },
    { description: 'Check that tables, columns and rights exist', command: '<%= config.bin %> validate --live' },
    { description: 'For an editor or a job', command: '<%= config.bin %> validate --json' },
  ];
  static override flags = {
    live: boolean({
      summary: 'Also ask each system whether its resources, fields and rights are there. Writes nothing.',
    }),
  };

  async run(): Promise<void> {
    const { flags, session } = await this.begin(Validate);
    const diagnostics = await validateProject(session.dir, this.world, { isLive: flags.live, signal: session.signal });
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    if (session.isJson) {
      const report: ValidateReport = { valid: errors === 0, diagnostics: diagnostics.map(diagnosticDocument) };
      await this.printJson(report);
    } else {
      if (diagnostics.length > 0) {
        const { renderDiagnostics } = await import('../render/diagnostics.ts');
        await this.print(renderDiagnostics(diagnostics, session.output));
      }
      if (errors === 0) await this.print('The manifests are valid.');
    }
    this.endWith(errors === 0 ? 0 : INVALID);
  }
}
