import { createHash, createHmac } from 'node:crypto';
import type { Digests } from '../../src/model/digest.ts';
import type { Change, FieldChange, PlanHeader } from '../../src/model/generated/plan.ts';
import type { MatchedRecord, PlannedChange } from '../../src/model/record.ts';

export const digests: Digests = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  hmac: (text) => createHmac('sha256', 'a key for tests').update(text).digest('hex'),
  keyId: 'cafecafe',
};

export function fieldOf(name: string, given: Partial<FieldChange> = {}): FieldChange {
  return {
    name,
    at: name,
    before: 'old',
    after: 'new',
    owner: 'crm',
    verdict: 'stale replica',
    rule: 'sync.d/a.yaml:1',
    ...given,
  };
}

/** An update of customer A in erp, unless said otherwise. */
export function changeOf(given: Partial<Change> = {}): Change {
  const id = given.id ?? 'c1';
  return {
    id,
    entity: 'customer',
    key: { no: 'A' },
    system: 'erp',
    resource: 'kunden',
    native_id: '9',
    action: 'update',
    situation: 'linked',
    fields: [fieldOf('email')],
    guard: { kind: 'values', strength: 'strong', version: '1' },
    holds: [],
    blocked: null,
    after: [],
    digest: `digest-${id}`,
    ...given,
  };
}

export function plannedOf(
  change: Change,
  key: string,
  awaits: readonly { readonly name: string; readonly entity: string; readonly key: string }[] = [],
): PlannedChange {
  const matched: MatchedRecord = {
    entity: change.entity,
    key,
    record: null,
    sides: new Map(),
    matchedBy: new Map(),
    linked: new Set(),
    gone: new Map(),
  };
  const writes = {
    values: new Map(),
    written: new Map(),
    awaits: awaits.map((need) => ({ at: need.name, ...need })),
  };
  return { change, matched, live: null, ...writes, whole: writes };
}

export const header: PlanHeader = {
  format: 'concordat-plan/1',
  engine: '0.1.0',
  project: 'p',
  created: '2026-01-01T00:00:00.000Z',
  expires: '2026-01-02T00:00:00.000Z',
  instant: '2026-01-01T00:00:00.000Z',
  bootstrap: false,
  git: null,
  manifests: 'm',
  lineage: null,
  serial: 0,
  key_id: 'cafecafe',
  systems: { erp: { connector: 'sqlite', identity: 'sqlite:erp.db' } },
  reads: [],
  select: [],
  exclude: [],
  digest: '',
};
