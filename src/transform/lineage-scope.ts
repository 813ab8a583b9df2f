/** One frame: variables that may hold the input record itself, and parameters, which alone hide what is bound outside. */
export interface Scope {
  readonly roots: Set<string>;
  readonly parameters: Set<string>;
  readonly outer: Scope | null;
}

/** A frame in which nothing is bound yet. */
export function openScope(outer: Scope | null): Scope {
  return { roots: new Set(), parameters: new Set(), outer };
}

/** True when the variable may hold the record here. An assignment may not have run, so it hides nothing; a parameter does. */
export function holdsRoot(scope: Scope, name: string): boolean {
  for (let frame: Scope | null = scope; frame !== null; frame = frame.outer) {
    if (frame.roots.has(name)) return true;
    if (frame.parameters.has(name)) return false;
  }
  return false;
}
