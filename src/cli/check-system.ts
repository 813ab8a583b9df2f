import type { Diagnostic } from '../model/diagnostic.ts';
import { ConcordatError } from '../model/error.ts';
import type { OpenSystem } from '../pipeline/run.ts';
import { paintFor } from '../render/paint.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import type { Terminal } from './terminal.ts';

/** What was found out about one system. */
export interface CheckedSystem {
  readonly name: string;
  readonly connector: string;
  /** Which system it is, or null when it could not be opened. */
  readonly identity: string | null;
  /** 0 well, 1 broken or misconfigured, 75 out of reach for now. */
  readonly exit: 0 | 1 | 75;
  readonly diagnostics: readonly Diagnostic[];
}

/** Opens a system, checks it and closes it. A system that cannot be opened is a diagnostic, not a throw. */
export async function checkSystem(
  system: { readonly name: string; readonly connector: string },
  open: OpenSystem,
  signal: AbortSignal,
): Promise<CheckedSystem> {
  const { name, connector } = system;
  try {
    const opened = await open(name);
    try {
      const identity = await opened.identity(signal);
      const diagnostics = await opened.check(signal);
      const exit = diagnostics.some(({ severity }) => severity === 'error') ? 1 : 0;
      return { name, connector, identity, exit, diagnostics };
    } finally {
      await opened.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ConcordatError)) throw error;
    return {
      name,
      connector,
      identity: null,
      exit: error.isRetryable ? 75 : 1,
      diagnostics: [diagnosticOf(error, name), ...error.diagnostics],
    };
  }
}

/** Checked systems for people, one block each. */
export function checkedText(checked: readonly CheckedSystem[], terminal: Terminal): string {
  const paint = paintFor(terminal.isColour);
  const width = Math.max(...checked.map(({ name }) => name.length));
  return checked
    .map(({ name, connector, identity, exit, diagnostics }) => {
      const verdict = exit === 0 ? paint.green('well') : paint.red(exit === 75 ? 'out of reach' : 'not well');
      const line =
        `${paint.bold(name.padEnd(width))}  ${verdict}  ${connector}  ${paint.dim(identity ?? '')}`.trimEnd();
      return diagnostics.length === 0 ? line : `${line}\n\n${renderDiagnostics(diagnostics, terminal).trimEnd()}\n`;
    })
    .join('\n');
}

function diagnosticOf(error: ConcordatError, system: string): Diagnostic {
  const detail = error.advice === undefined ? error.message : `${error.message} ${error.advice}`;
  return {
    code: error.code,
    severity: 'error',
    summary: 'The system could not be opened.',
    detail,
    at: error.at ?? system,
  };
}
