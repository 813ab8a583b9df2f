import jsonata from 'jsonata';
import type { AstNode } from './expression-ast.ts';

/** A variable or function that an expression uses and nothing binds: JSONata takes it for nothing, in silence. */
export interface Unbound {
  /** Without the dollar. */
  readonly name: string;
  readonly isCalled: boolean;
  /** Characters from 0. */
  readonly offset: number;
}

/** Functions of JSONata 2.2, the impure ones among them: those have a refusal of their own. */
export const BUILT_INS: ReadonlySet<string> = new Set(
  (
    'abs append assert average base64decode base64encode boolean ceil clone contains count decodeUrl decodeUrlComponent distinct each ' +
    'encodeUrl encodeUrlComponent error eval exists filter floor formatBase formatInteger formatNumber fromMillis join keys length lookup ' +
    'lowercase map match max merge millis min not now number pad parseInteger power random reduce replace reverse round shuffle sift single ' +
    'sort split spread sqrt string substring substringAfter substringBefore sum toMillis trim type uppercase zip'
  ).split(' '),
);

/**
 * What a sound expression uses unbound, each name once, in order of place. A name that is bound anywhere in a block or function counts as
 * bound in all of it: a function may run after what is bound behind it.
 */
export function findUnbound(source: string): readonly Unbound[] {
  const found = new Map<string, Unbound>();
  walk(jsonata(source).ast() as AstNode, frameOf([], null), new Set(), ({ node, isCalled }) => {
    const name = String(node.value);
    const offset = Math.max(0, (node.position ?? 1) - 1 - name.length);
    const known = found.get(name);
    if (known === undefined || offset < known.offset) found.set(name, { name, isCalled, offset });
  });
  return [...found.values()].sort((a, b) => a.offset - b.offset);
}

interface Frame {
  readonly names: Set<string>;
  readonly outer: Frame | null;
}

function frameOf(names: readonly string[], outer: Frame | null): Frame {
  return { names: new Set(names), outer };
}

function isBound(frame: Frame, name: string): boolean {
  for (let at: Frame | null = frame; at !== null; at = at.outer) if (at.names.has(name)) return true;
  return BUILT_INS.has(name) || name === '' || name === '$';
}

type Report = (use: { readonly node: AstNode; readonly isCalled: boolean }) => void;

/** Walks one frame: binds first, then uses; blocks and functions inside it open frames of their own. */
function walk(root: unknown, frame: Frame, seen: Set<unknown>, report: Report): void {
  const uses: { readonly node: AstNode; readonly isCalled: boolean }[] = [];
  const inner: { readonly children: readonly unknown[]; readonly frame: Frame }[] = [];
  const open: unknown[] = [root];
  const callees = new Set<unknown>();
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    const node = next as AstNode;
    for (const name of bindsOf(node)) frame.names.add(name);
    if (node.type === 'block' && next !== root) {
      inner.push({ children: Object.values(next), frame: frameOf([], frame) });
    } else if (node.type === 'lambda') {
      const parameters = (node.arguments ?? []).map(({ value }) => String(value));
      inner.push({ children: [node.body, node.predicate, node.group], frame: frameOf(parameters, frame) });
    } else if (node.type === 'variable') {
      uses.push({ node, isCalled: callees.has(next) });
      open.push(...Object.values(next));
    } else {
      if (node.type === 'function' || node.type === 'partial') callees.add(node.procedure);
      // What is assigned to is no use; the value is.
      if (node.type === 'bind') seen.add(node.lhs);
      open.push(...Object.values(next));
    }
  }
  for (const scope of inner) walk(scope.children, scope.frame, seen, report);
  for (const use of uses) if (!isBound(frame, String(use.node.value))) report(use);
}

function bindsOf(node: AstNode): string[] {
  const names: unknown[] = [node.focus, node.index];
  if (node.type === 'index') names.push(node.value);
  if (node.type === 'bind' && node.lhs !== undefined && 'value' in node.lhs) names.push(node.lhs.value);
  return names.flatMap((name) => (typeof name === 'string' ? [name] : []));
}
