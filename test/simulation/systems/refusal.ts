/** A server refuses a write. `code` is one of the connector's outcome codes, `detail` a constant or a constraint's name. */
export class Refusal extends Error {
  readonly code: string;
  readonly detail: string | null;

  constructor(code: string, detail: string | null = null) {
    super(`the simulated server refused: ${code}`);
    this.code = code;
    this.detail = detail;
  }
}

/** Runs work at a server; a refusal comes back as data, because it travels over the wire as an answer. */
export function answerOf<T>(work: () => T): { readonly ok: T } | { readonly refusal: Refusal } {
  try {
    return { ok: work() };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error };
    throw error;
  }
}

/** The same work however often it is delivered: what a protocol over one connection promises. */
export function once<T>(work: () => T): () => T {
  let answer: { readonly value: T } | null = null;
  return () => (answer ??= { value: work() }).value;
}
