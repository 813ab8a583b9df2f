import type { Change, Hold } from '../model/generated/plan.ts';
import { planKeyText } from '../model/plan-key.ts';
import type { PlannedChange } from '../model/record.ts';
import { withoutHold } from './holds.ts';

/** What people said about one digest. */
export interface Approval {
  readonly status: 'approved' | 'rejected' | 'waiting';
  readonly by: readonly string[];
  readonly expires: string | null;
}

/** What people and earlier runs decided about single changes: it adds holds, and releases them. */
export interface Standing {
  /** Why a change with this digest is not tried again, or null. */
  readonly quarantineOf: (change: Change) => Hold | null;
  /** What people said about a held change. */
  readonly approvalOf: (digest: string, holds: readonly Hold[]) => Approval;
}

/** Nothing was decided yet. */
export const NO_STANDING: Standing = {
  quarantineOf: () => null,
  approvalOf: () => ({ status: 'waiting', by: [], expires: null }),
};

/** The change as it stands: held where an earlier run met its end, released where the people who may have said yes to this very digest. */
export function withStanding(planned: PlannedChange, standing: Standing): PlannedChange {
  const quarantine = planned.change.holds.some(({ code }) => STANDING_CODES.has(code))
    ? null
    : standing.quarantineOf(planned.change);
  const held =
    quarantine === null
      ? planned
      : { ...planned, change: { ...planned.change, holds: [...planned.change.holds, quarantine] } };
  return released(held, standing);
}

const STANDING_CODES: ReadonlySet<string> = new Set(['quarantined', 'parked']);

function released(planned: PlannedChange, standing: Standing): PlannedChange {
  const { change } = planned;
  const holds = allHolds(change);
  if (holds.length === 0 || change.approved !== undefined) return planned;
  const { status, by, expires } = standing.approvalOf(change.digest, holds);
  if (status !== 'approved' || expires === null) return planned;
  const approved = { by: [...by], expires, holds };
  const fields = change.fields.map(withoutHold);
  return { ...planned, ...planned.whole, change: { ...change, fields, holds: [], approved } };
}

/** Every reason why a change, or a field of it, waits; each once. */
export function allHolds(change: Change): Hold[] {
  const seen = new Map<string, Hold>();
  for (const hold of [...change.holds, ...change.fields.flatMap((field) => field.hold ?? [])])
    seen.set(JSON.stringify(hold), hold);
  return [...seen.values()];
}

/** Address of a record's write in one system, as discrepancies name it. */
export function writeAddress(change: Pick<Change, 'entity' | 'system' | 'key'>): string {
  return [change.entity, change.system, planKeyText(change.key)].join('\u0000');
}
