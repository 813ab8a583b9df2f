import type { AuditLeaf } from '../model/audit.ts';
import type { Json } from '../model/value.ts';

/** What a person decided, as far as every decision has it. */
export interface DecidedFact {
  /** approve, reject, freeze, thaw. */
  readonly action: string;
  readonly actor: string;
  /** UTC instant. */
  readonly at: string;
  /** Commit of the manifests, or null outside git. */
  readonly commit: string | null;
  readonly detail: Json;
}

/** The audited fact of a decision, about nothing in particular; the caller adds what it is about. */
export function decisionLeaf({ action, actor, at, commit, detail }: DecidedFact): AuditLeaf {
  return {
    kind: 'decision',
    at,
    actor,
    action,
    run: null,
    plan: null,
    change: null,
    digest: null,
    entity: null,
    system: null,
    resource: null,
    key: null,
    nativeId: null,
    commit,
    fields: null,
    guard: null,
    outcome: null,
    code: null,
    attempts: null,
    envelope: null,
    detail,
  };
}
