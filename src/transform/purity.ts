import { listNodes, type AstNode } from './expression-ast.ts';

/** Built-ins whose result is not a function of their arguments, and the one that runs text as code. */
const IMPURE: ReadonlySet<unknown> = new Set(['now', 'millis', 'random', 'shuffle', 'eval']);

/** Something an expression must not contain. */
export interface ForbiddenNode {
  readonly code: 'EXPRESSION_IMPURE' | 'EXPRESSION_REGEX_COALESCE';
  readonly position: number;
}

/** The first thing in the expression that is refused whatever its data, or null. Naming an impure built-in is enough: it may be passed on. */
export function findForbidden(ast: AstNode): ForbiddenNode | null {
  let first: ForbiddenNode | null = null;
  for (const node of listNodes(ast)) {
    const code = forbiddenCode(node);
    const position = node.position ?? 0;
    if (code !== null && (first === null || position < first.position)) first = { code, position };
  }
  return first;
}

function forbiddenCode(node: AstNode): ForbiddenNode['code'] | null {
  if (node.type === 'variable' && IMPURE.has(node.value)) return 'EXPRESSION_IMPURE';
  if (node.type === 'regex' && !(node.value instanceof RegExp)) return 'EXPRESSION_REGEX_COALESCE';
  return null;
}
