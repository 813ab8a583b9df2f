import type {
  Change,
  FieldChange,
  Finding,
  PlanDocument,
  PlanHeader,
  PlanValue,
  ReadSummary,
  Summary,
} from '../../src/model/generated/plan.ts';

/** A field of a change; before and after first, the rest by name. */
export function field(
  name: string,
  before: PlanValue,
  after: PlanValue,
  given: Partial<FieldChange> = {},
): FieldChange {
  return {
    name,
    at: name,
    before,
    after,
    owner: 'crm',
    verdict: 'stale replica',
    rule: 'sync.d/customer.yaml:31',
    ...given,
  };
}

/** A classified value. */
export function masked(text: string, fp: string): PlanValue {
  return { masked: text, fp };
}

/** An update of customer `key` in the warehouse unless told otherwise. */
export function update(key: string, fields: FieldChange[], given: Partial<Change> = {}): Change {
  return {
    id: `c${key}`,
    entity: 'customer',
    key: { customer_no: key },
    system: 'warehouse',
    resource: 'customers',
    native_id: key,
    action: 'update',
    situation: 'linked',
    fields,
    guard: { kind: 'xmin', strength: 'strong', version: '1' },
    holds: [],
    blocked: null,
    after: [],
    digest: 'd'.repeat(64),
    ...given,
  };
}

/** A create with `count` fields. */
export function create(key: string, count = 3, given: Partial<Change> = {}): Change {
  const fields = Array.from({ length: count }, (_, index) =>
    field(`field_${index + 1}`, null, `value ${index + 1}`, { verdict: 'missing' }),
  );
  return update(key, fields, { action: 'create', situation: 'missing', native_id: null, ...given });
}

/** A delete of a record that its owner deleted. */
export function remove(key: string, given: Partial<Change> = {}): Change {
  return update(key, [], { action: 'delete', situation: 'deleted at source', ...given });
}

/** A link of an unlinked pair. */
export function link(key: string, given: Partial<Change> = {}): Change {
  return update(key, [], { action: 'link', situation: 'unlinked', ...given });
}

/** A finding about customer DRACD. */
export function finding(given: Partial<Finding> = {}): Finding {
  return {
    code: 'VALUE_FORMAT',
    severity: 'error',
    summary: 'The owner holds an invalid value; the field is held.',
    detail: 'It is not an e-mail address. Nothing is written to warehouse for this field; correct it in crm.',
    at: 'sync.d/customer.yaml:21',
    entity: 'customer',
    key: { customer_no: 'DRACD' },
    system: 'warehouse',
    field: 'email',
    ...given,
  };
}

/** A complete read of customers. */
export function read(system: string, given: Partial<ReadSummary> = {}): ReadSummary {
  return {
    entity: 'customer',
    system,
    resource: 'customers',
    complete: true,
    count: 91,
    total: 91,
    reason: null,
    ...given,
  };
}

/** A plan with these parts; its summary is counted from them as the plan room does. */
export function planOf(
  given: { changes?: Change[]; findings?: Finding[]; header?: Partial<PlanHeader>; summary?: Partial<Summary> } = {},
): PlanDocument {
  const changes = given.changes ?? [];
  const findings = given.findings ?? [];
  return {
    header: { ...HEADER, ...given.header },
    changes,
    findings,
    summary: { ...count(changes, findings), ...given.summary },
  };
}

const HEADER: PlanHeader = {
  format: 'concordat-plan/1',
  engine: '0.1.0',
  project: 'northwind',
  created: '2026-11-22T12:04:12.000Z',
  expires: '2026-11-23T12:04:12.000Z',
  instant: '2026-11-22T12:04:11.000Z',
  bootstrap: false,
  git: { commit: '1f0c2aa9d3b14c6a8e0f5b7d2c9a1e3f4b6d8c0a', dirty: false },
  manifests: 'a'.repeat(64),
  lineage: null,
  serial: 0,
  key_id: '0a1b2c3d',
  systems: {
    crm: { connector: 'postgres', identity: 'crm-1' },
    erp: { connector: 'sqlite', identity: 'erp-1' },
    warehouse: { connector: 'csv', identity: 'wh-1' },
  },
  reads: [read('crm'), read('erp', { count: 90, total: 90 }), read('warehouse', { count: 89, total: 89 })],
  select: [],
  exclude: [],
  digest: '9c41d0a7e2'.padEnd(64, 'e'),
};

function count(changes: readonly Change[], findings: readonly Finding[]): Summary {
  const released = changes.filter((change) => change.holds.length === 0 && change.blocked === null);
  const of = (action: Change['action']) => released.filter((change) => change.action === action).length;
  const heldFields = released.filter((change) => change.fields.some((each) => each.hold !== undefined)).length;
  const invalid = findings.filter((each) => each.severity === 'error' && each.field !== undefined).length;
  const updates = released.filter((change) => change.action === 'update');
  return {
    create: of('create'),
    update: of('update'),
    delete: of('delete'),
    link: of('link'),
    held: changes.filter((change) => change.holds.length > 0 && change.blocked === null).length + heldFields + invalid,
    blocked: changes.filter((change) => change.blocked !== null).length,
    fields: updates.reduce((sum, change) => sum + change.fields.filter((each) => each.hold === undefined).length, 0),
    compared: 180,
    in_agreement: 180 - changes.length,
    by_verdict: {},
  };
}
