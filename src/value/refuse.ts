import type { Converted } from './contract.ts';

/** A conversion that went well. */
export function accept<T>(value: T): Converted<T> {
  return { ok: true, value };
}

/** A refused conversion. `detail` describes the form that was expected and never holds the value. */
export function refuse(
  code: string,
  detail: string,
): { readonly ok: false; readonly code: string; readonly detail: string } {
  return { ok: false, code, detail };
}
