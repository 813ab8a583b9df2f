import jsonata from 'jsonata';
import { coalescesTooDeep } from './coalesce-depth.ts';
import type { Analysis } from './contract.ts';
import { MAX_SOURCE_LENGTH } from './evaluator-limits.ts';
import type { AstNode } from './expression-ast.ts';
import { explainCode } from './expression-codes.ts';
import { findCallRules } from './lineage-calls.ts';
import { traceLineage } from './lineage-walk.ts';
import { findForbidden } from './purity.ts';

/**
 * What an expression reads, without running it; or why it is refused: EXPRESSION_SYNTAX, EXPRESSION_IMPURE,
 * EXPRESSION_REGEX_COALESCE, EXPRESSION_TOO_LONG or EXPRESSION_DEPTH. `reads` holds top-level fields of the input,
 * sorted; none that may be read is missing, unless `readsAll`. `offset` counts characters from 0. Never throws.
 */
export function analyseExpression(source: string): Analysis {
  if (source.length > MAX_SOURCE_LENGTH) return refuse('EXPRESSION_TOO_LONG', 0);
  if (coalescesTooDeep(source)) return refuse('EXPRESSION_DEPTH', 0);
  try {
    const ast = jsonata(source).ast() as AstNode;
    const forbidden = findForbidden(ast);
    if (forbidden !== null) return refuse(forbidden.code, offsetOf(forbidden.position, source));
    return { ok: true, ...traceLineage(ast, findCallRules(ast)) };
  } catch (error) {
    return explainParseError(error, source);
  }
}

/** Parse errors name the token of the source, which is the manifest's and holds no record data. */
function explainParseError(error: unknown, source: string): Analysis {
  if (error instanceof RangeError) return refuse('EXPRESSION_DEPTH', 0);
  const { code, position, token } = (error ?? {}) as { code?: unknown; position?: unknown; token?: unknown };
  const offset = offsetOf(position, source);
  if (typeof code !== 'string') return refuse('EXPRESSION_SYNTAX', offset);
  const near =
    typeof token === 'string' && token !== '' && token !== '(end)'
      ? ` Near ${JSON.stringify(token.slice(0, 40))}.`
      : '';
  return { ok: false, code: 'EXPRESSION_SYNTAX', detail: `${explainCode(code)}${near} (${code})`, offset };
}

function refuse(code: string, offset: number): Analysis {
  return { ok: false, code, detail: explainCode(code), offset };
}

function offsetOf(position: unknown, source: string): number {
  return typeof position === 'number' ? Math.min(Math.max(0, position - 1), source.length) : 0;
}
