import { formatPlace, type Diagnostic } from '../model/diagnostic.ts';
import { ConcordatError } from '../model/error.ts';
import type { DiagnosticDocument, ErrorDocument } from '../model/generated/error.ts';

/** Exit code of a command line that cannot be understood (sysexits EX_USAGE). */
export const USAGE = 64;

/** A command line that cannot be understood, exit 64. */
export function usageError(message: string, advice: string): ConcordatError {
  return new ConcordatError('USAGE', message, { exit: USAGE, advice });
}

/**
 * Whatever was thrown, as an error that may be shown: usage errors of the parser keep their words (they are the caller's own),
 * anything unforeseen becomes a bug without its text, which could hold data.
 * @param help advice for a usage error
 */
export function failureOf(thrown: unknown, help?: string): ConcordatError {
  if (thrown instanceof ConcordatError) return thrown;
  if (isParserError(thrown)) {
    const message = thrown.message
      .replace(/\nSee more help with --help$/, '')
      .replaceAll(/\s+/g, ' ')
      .trim();
    const advice = help === undefined ? {} : { advice: help };
    const text = /[.?!]$/.test(message) ? message : `${message}.`;
    return new ConcordatError('USAGE', text, { exit: USAGE, cause: thrown, ...advice });
  }
  return new ConcordatError('BUG', `Bug in concordat: an unexpected ${nameOf(thrown)}. This is not your fault.`, {
    advice:
      'Run it again with --log-level debug and report what it prints, after a look for values that nobody else should see.',
    cause: thrown,
  });
}

/** An error as the one JSON document that `--json` prints for it. */
export function errorDocument(error: ConcordatError): ErrorDocument {
  return {
    error: {
      code: error.code,
      message: error.message,
      at: error.at ?? null,
      advice: error.advice ?? null,
      diagnostics: error.diagnostics.map(diagnosticDocument),
    },
  };
}

/** A diagnostic in JSON output; its place is `file:line:column`. */
export function diagnosticDocument(diagnostic: Diagnostic): DiagnosticDocument {
  const { code, severity, summary, detail, at } = diagnostic;
  return { code, severity, summary, detail, at: typeof at === 'string' ? at : formatPlace(at) };
}

/** The stack of an error and of everything behind it. Only for `--log-level debug`: it may hold data. */
export function stackOf(error: ConcordatError): string {
  const stacks: string[] = [];
  for (let current: unknown = error; current instanceof Error && stacks.length < 8; current = current.cause) {
    stacks.push(current.stack ?? current.message);
  }
  return stacks.join('\ncaused by: ');
}

function isParserError(thrown: unknown): thrown is Error {
  if (!(thrown instanceof Error) || !('oclif' in thrown)) return false;
  const { oclif } = thrown;
  return typeof oclif === 'object' && oclif !== null && 'exit' in oclif && oclif.exit === USAGE;
}

function nameOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'throw of something that is no error';
  const code =
    'code' in thrown && typeof thrown.code === 'string' && /^[A-Z0-9_]+$/.test(thrown.code) ? ` (${thrown.code})` : '';
  return thrown.name + code;
}
