import type { Verdict } from '../model/record.ts';

/** What is known of one field when its verdict is asked for. */
export interface FieldFacts {
  /** The pair was proven equal once. */
  readonly hasBase: boolean;
  readonly isOwnerMoved: boolean;
  readonly isReplicaMoved: boolean;
  /** T(o) = t under the field's equality. */
  readonly isEqual: boolean;
}

/** The verdict table of design §3.1 with §10.9, for a field whose two values are known and valid. */
export function verdictOf(facts: FieldFacts): Verdict {
  if (!facts.hasBase) return facts.isEqual ? 'adopt' : 'first contact';
  if (facts.isEqual) return facts.isOwnerMoved || facts.isReplicaMoved ? 'converged' : 'in agreement';
  if (facts.isOwnerMoved) return facts.isReplicaMoved ? 'both moved' : 'stale replica';
  return facts.isReplicaMoved ? 'foreign edit' : 'rule changed';
}
