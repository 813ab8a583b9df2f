import type { Digests } from '../model/digest.ts';
import type { Finding } from '../model/generated/plan.ts';
import type { AccessRight, Manifest } from '../model/manifest.ts';
import type { GuardInfo, WriteAction } from '../model/connector.ts';
import type { Standing } from './standing.ts';
import type { FieldDiff, HoldReason, MatchedRecord, PlannedChange, Situation } from '../model/record.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';

/** One record in one replica after diffing: what the plan is made of. */
export interface ReplicaDiff {
  readonly runtime: EntityRuntime;
  readonly system: string;
  readonly matched: MatchedRecord;
  readonly situation: Situation;
  readonly diffs: readonly FieldDiff[];
  /** Reasons that hold the whole record: broken rules. */
  readonly holds: readonly HoldReason[];
  /** True when a tombstone of this very record forbids to revive it. */
  readonly isTombstoned: boolean;
}

/** What planning needs to know of the world, all of it data. */
export interface PlanContext {
  readonly manifest: Manifest;
  readonly digests: Digests;
  readonly isBootstrap: boolean;
  /** Rights that the manifest grants on the resource. */
  readonly access: (system: string, resource: string) => readonly AccessRight[];
  /** Actions the connector has, and how it guards the resource. */
  readonly abilities: (
    system: string,
    resource: string,
  ) => { readonly actions: readonly WriteAction[]; readonly guard: GuardInfo };
  /** True when a policy or its term asks for an approval of the field, whatever else holds it. */
  readonly needsApproval: (entity: string, field: string) => boolean;
  /** True when a create whose answer is lost can be found again or sent twice without harm: by key, by a unique key, by an idempotency key. */
  readonly isCreateSafe: (entity: string, system: string) => boolean;
  /** What people and earlier runs decided about single changes. */
  readonly standing: Standing;
}

/** What one record in one replica comes to. */
export interface Draft {
  readonly changes: readonly PlannedChange[];
  readonly findings: readonly Finding[];
}
