import type { Json } from './value.ts';

/** Every change ends in exactly one of these. */
export type Outcome =
  | 'applied'
  | 'applied_differently'
  | 'stale'
  | 'conflict'
  | 'rejected'
  | 'failed'
  | 'unknown'
  | 'held'
  | 'not_tried';

/** One line of the append-only record. `seq` is given by the store. Values of classified fields are masked with a fingerprint. */
export interface JournalEntry {
  readonly seq?: number;
  readonly run: string;
  /** UTC ISO instant. */
  readonly at: string;
  readonly kind: 'run-start' | 'intent' | 'outcome' | 'agreement' | 'run-end';
  readonly plan: string | null;
  /** Change id of the plan; null for run entries. */
  readonly change: string | null;
  readonly digest: string | null;
  readonly entity: string | null;
  readonly system: string | null;
  readonly resource: string | null;
  readonly nativeId: string | null;
  /** Key text for unclassified keys, else its fingerprint. */
  readonly key: string | null;
  readonly action: string | null;
  readonly outcome: Outcome | null;
  readonly code: string | null;
  /** Fields with before, after and verdict on intents; counters on run-end; else null. */
  readonly detail: Json;
}
