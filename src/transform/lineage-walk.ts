import type { AstNode, AstStage } from './expression-ast.ts';
import { usesContext, type CallRules } from './lineage-calls.ts';
import { holdsRoot, openScope, type Scope } from './lineage-scope.ts';

/** Top-level input fields that an expression may read. `readsAll`: possibly every field, when the record escapes as a whole. */
export interface Lineage {
  readonly reads: readonly string[];
  readonly readsAll: boolean;
}

/** A walk in progress. */
interface Walk {
  readonly rules: CallRules;
  readonly reads: Set<string>;
  /** Frames stay with their nodes over rounds, so that a function sees what is bound after it. */
  readonly scopes: Map<AstNode, Scope>;
  readsAll: boolean;
  /** True when this round found a variable that holds the record. */
  hasMoved: boolean;
}

/** Where a node stands: `isRoot` when its context may be the input record itself. */
interface Site {
  readonly isRoot: boolean;
  readonly scope: Scope;
}

/**
 * Follows the input record through an expression. A value is either the record itself or not: a field of it that is
 * stepped into is a read, and everything else done with the record as a whole (passed to a function, put into a
 * structure, compared, returned, taken apart by a wildcard) counts as reading all. Never misses a read.
 */
export function traceLineage(ast: AstNode, rules: CallRules): Lineage {
  const walk: Walk = { rules, reads: new Set(), scopes: new Map(), readsAll: false, hasMoved: true };
  const global: Scope = openScope(null);
  while (walk.hasMoved) {
    walk.hasMoved = false;
    escape(walk, visit(walk, ast, { isRoot: true, scope: global }));
  }
  return { reads: [...walk.reads].sort(), readsAll: walk.readsAll };
}

/** Visits a node with the filters and the grouping behind it. True when its value may be the record itself. */
function visit(walk: Walk, node: AstNode, site: Site): boolean {
  const isRoot = visitBare(walk, node, site);
  visitFilters(walk, node.predicate, { ...site, isRoot });
  if (node.group === undefined) return isRoot;
  visitPairs(walk, node.group.lhs, { ...site, isRoot });
  return false;
}

const VISITORS: Readonly<Record<string, (walk: Walk, node: AstNode, site: Site) => boolean>> = {
  path: visitPath,
  name: visitName,
  variable: visitVariable,
  wildcard: visitWildcard,
  descendant: visitWildcard,
  parent: visitParent,
  block: visitBlock,
  bind: visitBind,
  condition: visitCondition,
  lambda: visitLambda,
  function: (walk, node, site) => visitCall(walk, node, site, 0),
  partial: (walk, node, site) => visitCall(walk, node, site, Infinity),
  apply: visitApply,
  transform: visitTransform,
  sort: visitSort,
  unary: visitParts,
  binary: visitParts,
  string: visitNothing,
  number: visitNothing,
  value: visitNothing,
  regex: visitNothing,
  operator: visitNothing,
};

function visitBare(walk: Walk, node: AstNode, site: Site): boolean {
  const visitor = Object.hasOwn(VISITORS, node.type) ? VISITORS[node.type] : undefined;
  if (visitor !== undefined) return visitor(walk, node, site);
  walk.readsAll = true;
  return false;
}

function visitNothing(): boolean {
  return false;
}

function visitPath(walk: Walk, node: AstNode, site: Site): boolean {
  let { isRoot } = site;
  for (const step of node.steps ?? []) {
    const value = visitStep(walk, step, { ...site, isRoot });
    if (step.focus === undefined) isRoot = value;
    else bind(walk, site.scope, step.focus, value);
  }
  return isRoot;
}

function visitStep(walk: Walk, step: AstNode, site: Site): boolean {
  const isRoot = visit(walk, step, site);
  visitFilters(walk, step.stages, { ...site, isRoot });
  return isRoot;
}

function visitName(walk: Walk, node: AstNode, site: Site): boolean {
  if (site.isRoot) walk.reads.add(String(node.value));
  return false;
}

function visitVariable(_walk: Walk, node: AstNode, site: Site): boolean {
  if (node.value === '') return site.isRoot;
  if (node.value === '$') return true;
  return holdsRoot(site.scope, String(node.value));
}

function visitWildcard(walk: Walk, _node: AstNode, site: Site): boolean {
  escape(walk, site.isRoot);
  return false;
}

function visitParent(walk: Walk): boolean {
  walk.readsAll = true;
  return false;
}

function visitBlock(walk: Walk, node: AstNode, site: Site): boolean {
  const scope = scopeOf(walk, node, site.scope);
  let isRoot = false;
  for (const part of node.expressions ?? []) isRoot = visit(walk, part, { ...site, scope });
  return isRoot;
}

function visitBind(walk: Walk, node: AstNode, site: Site): boolean {
  const isRoot = node.rhs !== undefined && visit(walk, node.rhs, site);
  if (isNode(node.lhs)) bind(walk, site.scope, String(node.lhs.value), isRoot);
  return isRoot;
}

function visitCondition(walk: Walk, node: AstNode, site: Site): boolean {
  use(walk, node.condition, site);
  const then = node.then !== undefined && visit(walk, node.then, site);
  const otherwise = node.else !== undefined && visit(walk, node.else, site);
  return then || otherwise;
}

function visitLambda(walk: Walk, node: AstNode, site: Site): boolean {
  const scope = scopeOf(walk, node, site.scope);
  for (const parameter of node.arguments ?? []) scope.parameters.add(String(parameter.value));
  // A call in tail position takes the context of whoever calls the function, which may be the record.
  const isTailCall = node.thunk === true && node.body?.type === 'function';
  if (isTailCall) escape(walk, usesContext(walk.rules, node.body.procedure, node.body.arguments?.length ?? 0));
  use(walk, node.body, { ...site, scope });
  return false;
}

/** `given`: arguments that come from elsewhere, i.e. the left side of `~>`. */
function visitCall(walk: Walk, node: AstNode, site: Site, given: number): boolean {
  const parts = node.arguments ?? [];
  const [first, second] = parts;
  use(walk, node.procedure, site);
  if (
    given === 0 &&
    first !== undefined &&
    second?.type === 'string' &&
    walk.rules.isBuiltIn(node.procedure, 'lookup')
  ) {
    if (visit(walk, first, site)) walk.reads.add(String(second.value));
    return false;
  }
  for (const part of parts) use(walk, part, site);
  escape(walk, site.isRoot && usesContext(walk.rules, node.procedure, parts.length + given));
  return false;
}

function visitApply(walk: Walk, node: AstNode, site: Site): boolean {
  if (isNode(node.lhs)) use(walk, node.lhs, site);
  if (node.rhs?.type === 'function' && node.rhs.predicate === undefined && node.rhs.group === undefined) {
    return visitCall(walk, node.rhs, site, 1);
  }
  use(walk, node.rhs, site);
  return false;
}

/** Pattern, update and deletion see a copy of what the transform is applied to; the record itself counted as escaped there. */
function visitTransform(walk: Walk, node: AstNode, site: Site): boolean {
  for (const part of [node.pattern, node.update, node.delete]) use(walk, part, { ...site, isRoot: false });
  return false;
}

function visitSort(walk: Walk, node: AstNode, site: Site): boolean {
  for (const term of node.terms ?? []) use(walk, term.expression, site);
  return site.isRoot;
}

function visitParts(walk: Walk, node: AstNode, site: Site): boolean {
  if (isNode(node.lhs)) use(walk, node.lhs, site);
  else visitPairs(walk, node.lhs ?? [], site);
  use(walk, node.rhs, site);
  use(walk, node.expression, site);
  for (const part of node.expressions ?? []) use(walk, part, site);
  return false;
}

function visitPairs(walk: Walk, pairs: readonly (readonly [AstNode, AstNode])[], site: Site): void {
  for (const [key, value] of pairs) {
    use(walk, key, site);
    use(walk, value, site);
  }
}

function visitFilters(walk: Walk, stages: readonly AstStage[] | undefined, site: Site): void {
  for (const stage of stages ?? []) use(walk, stage.expr, site);
}

/** Visits a node whose value is consumed as a whole. */
function use(walk: Walk, node: AstNode | undefined, site: Site): void {
  if (node !== undefined) escape(walk, visit(walk, node, site));
}

function escape(walk: Walk, isRoot: boolean): void {
  if (isRoot) walk.readsAll = true;
}

function scopeOf(walk: Walk, node: AstNode, outer: Scope): Scope {
  const known = walk.scopes.get(node);
  if (known !== undefined) return known;
  const scope: Scope = openScope(outer);
  walk.scopes.set(node, scope);
  return scope;
}

function bind(walk: Walk, scope: Scope, name: string, isRoot: boolean): void {
  if (!isRoot || scope.roots.has(name)) return;
  scope.roots.add(name);
  walk.hasMoved = true;
}

function isNode(value: AstNode | readonly unknown[] | undefined): value is AstNode {
  return value !== undefined && !Array.isArray(value);
}
