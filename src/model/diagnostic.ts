/** A place in a manifest. Lines and columns start at 1; `file` is relative to the project root, with `/`. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `file:line:column`, as shown to people. */
export function formatPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

/** `file:line`, the form that `rule` has in a plan. */
export function formatRule(place: Place): string {
  return `${place.file}:${place.line}`;
}

/** A problem told to a person and returned, never thrown. All of them are collected, then the work stops. */
export interface Diagnostic {
  /** Stable, e.g. `MANIFEST_UNKNOWN_KEY`. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** A constant sentence without user data. */
  readonly summary: string;
  /** What, why it matters, what to do; full sentences, no value of a classified field. */
  readonly detail: string;
  /** A manifest place or a field address such as `erp:kunden.email`. */
  readonly at: Place | string;
  /** How many characters from `at` the problem covers, for the caret line. Default 1. */
  readonly length?: number;
  /** Source lines around `at`, filled by the manifest room for the code frame. */
  readonly frame?: readonly FrameLine[];
}

/** One numbered source line of a code frame. */
export interface FrameLine {
  readonly number: number;
  readonly text: string;
}
