/** One node of JSONata's syntax tree, after its second stage; only what the analysis looks at. */
export interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly AstNode[];
  /** Filters behind a step of a path, and index bindings. */
  readonly stages?: readonly AstStage[];
  /** Filters behind anything else. */
  readonly predicate?: readonly AstStage[];
  readonly group?: { readonly lhs: readonly (readonly [AstNode, AstNode])[] };
  /** Variable that `@` binds to each item of the step. */
  readonly focus?: string;
  /** Variable that `#` binds to the position. */
  readonly index?: string;
  readonly lhs?: AstNode | readonly (readonly [AstNode, AstNode])[];
  readonly rhs?: AstNode;
  readonly expression?: AstNode;
  readonly expressions?: readonly AstNode[];
  readonly procedure?: AstNode;
  readonly arguments?: readonly AstNode[];
  readonly body?: AstNode;
  /** Written signature of a function, parsed; its text is in `definition`. */
  readonly signature?: { readonly definition?: string };
  /** True for the wrapper of a call in tail position. */
  readonly thunk?: boolean;
  readonly condition?: AstNode;
  readonly then?: AstNode;
  readonly else?: AstNode;
  readonly terms?: readonly { readonly expression: AstNode }[];
  readonly pattern?: AstNode;
  readonly update?: AstNode;
  readonly delete?: AstNode;
}

/** A filter or an index binding. */
export interface AstStage {
  readonly type: string;
  readonly value?: unknown;
  readonly expr?: AstNode;
}

/** Every node of a tree, in no particular order. Shared nodes come once. */
export function listNodes(root: AstNode): readonly AstNode[] {
  const found: AstNode[] = [];
  const seen = new Set<unknown>();
  const open: unknown[] = [root];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (isAstNode(next)) found.push(next);
    for (const child of Object.values(next)) open.push(child);
  }
  return found;
}

function isAstNode(value: object): value is AstNode {
  return 'type' in value && typeof value.type === 'string';
}
