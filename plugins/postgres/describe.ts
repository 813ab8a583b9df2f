import type { ResourceCapabilities, ResourceField, ResourceSchema, WriteAction } from 'concordat/connector';
import type { Table, TableColumn } from './catalog.ts';
import { guardOf } from './page.ts';

/** Most changes in one transaction. */
const BATCH_SIZE = 500;

/** A server whose client is gone in the middle of a commit ends it, or takes it back, well within this. */
const SETTLE_MS = 2000;

/** Actions by their bit in pg_relation_is_updatable. */
const BITS: readonly (readonly [WriteAction, number])[] = [
  ['create', 8],
  ['update', 4],
  ['delete', 16],
];

/**
 * What a resource allows by its nature, whatever the login may do: a plan made with a read-only login is the plan that
 * a writer applies. Views count when PostgreSQL itself updates their table; INSTEAD OF triggers may do anything.
 */
export function capabilitiesOf(table: Table): ResourceCapabilities {
  const isTextKey =
    table.primaryKey.length > 0 && table.primaryKey.every((name) => table.columns.get(name)?.isText === true);
  return {
    actions: BITS.filter(([, bit]) => (table.writable & bit) !== 0).map(([action]) => action),
    guard: guardOf(table),
    batchSize: BATCH_SIZE,
    keyOrder: isTextKey ? 'binary' : 'unordered',
    snapshot: true,
    settleMs: SETTLE_MS,
    uniqueKeys: table.uniqueKeys,
  };
}

const RIGHTS = { SELECT: 'read', INSERT: 'create', UPDATE: 'update', DELETE: 'delete' } as const;

/** A right of a manifest and the privilege that PostgreSQL calls it. */
export type Privilege = keyof typeof RIGHTS;

/** All of them, in the usual order. */
export const PRIVILEGES = Object.keys(RIGHTS) as readonly Privilege[];

/** The privilege that a right needs. */
export function privilegeOf(right: 'read' | WriteAction): Privilege {
  const entry = PRIVILEGES.find((privilege) => RIGHTS[privilege] === right);
  return entry ?? 'SELECT';
}

/** A table in the contract's words. */
export function schemaOf(table: Table): ResourceSchema {
  return {
    name: table.name,
    fields: [...table.columns.values()].map(fieldOf),
    id: table.primaryKey,
    rights: PRIVILEGES.filter((privilege) => table.rights.includes(privilege)).map((privilege) => RIGHTS[privilege]),
  };
}

function fieldOf(column: TableColumn): ResourceField {
  return {
    name: column.name,
    kind: column.kind,
    nativeType: column.nativeType,
    isNullable: column.isNullable,
    ...(column.labels === null ? {} : { enum: column.labels }),
    ...(column.scale === null ? {} : { scale: column.scale }),
    ...(column.isGenerated ? { isWritable: false } : {}),
  };
}
