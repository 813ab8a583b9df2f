import { listNodes, type AstNode } from './expression-ast.ts';

/** Built-ins that take an object from the context, with the number of arguments from which they do not. */
const CONTEXT_BUILT_INS: ReadonlyMap<unknown, number> = new Map([
  ['string', 1],
  ['boolean', 1],
  ['not', 1],
  ['keys', 1],
  ['spread', 1],
  ['clone', 1],
  ['lookup', 2],
  ['sift', 2],
  ['each', 2],
]);

/** What one expression's calls may do beside using their arguments. */
export interface CallRules {
  /** True when the callee is that built-in and the expression gives its name to nothing else. */
  isBuiltIn(callee: AstNode | undefined, name: string): boolean;
  /** Variables that the expression binds itself. */
  readonly bound: ReadonlySet<unknown>;
  /** True when a function that is not called by a built-in's name may take the context. */
  readonly hasContextFunction: boolean;
}

/** Reads the rules off the whole expression. */
export function findCallRules(ast: AstNode): CallRules {
  const nodes = listNodes(ast);
  const bound = new Set(nodes.flatMap(boundNames));
  const callees = new Set(nodes.map((node) => (node.type === 'function' ? node.procedure : undefined)));
  const isPassed = (node: AstNode): boolean =>
    node.type === 'variable' && CONTEXT_BUILT_INS.has(node.value) && !callees.has(node);
  return {
    bound,
    isBuiltIn: (callee, name) => callee?.type === 'variable' && callee.value === name && !bound.has(name),
    hasContextFunction: nodes.some(
      (node) => isPassed(node) || (node.type === 'lambda' && node.signature !== undefined),
    ),
  };
}

/** True when such a call may take the record from its context. */
export function usesContext(rules: CallRules, callee: AstNode | undefined, argumentCount: number): boolean {
  const isOwn = callee?.type !== 'variable' || rules.bound.has(callee.value);
  if (isOwn && rules.hasContextFunction) return argumentCount !== Infinity;
  const enough = callee?.type === 'variable' ? CONTEXT_BUILT_INS.get(callee.value) : undefined;
  return enough !== undefined && argumentCount < enough;
}

function boundNames(node: AstNode): readonly unknown[] {
  const names: unknown[] = [node.focus, node.index];
  if (node.type === 'index') names.push(node.value);
  if (node.type === 'lambda') for (const parameter of node.arguments ?? []) names.push(parameter.value);
  if (node.type === 'bind' && node.lhs !== undefined && 'value' in node.lhs) names.push(node.lhs.value);
  return names.filter((name) => name !== undefined);
}
