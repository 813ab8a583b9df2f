import type { NativeKind } from 'concordat/connector';
import { unknownField, unknownResource } from 'concordat/connector';
import { quoteResource, resourceName } from './identifiers.ts';
import { kindOfType } from './kinds.ts';
import type { Session } from './session.ts';

/** A table as the catalog describes it to this login. */
export interface Table {
  readonly oid: string;
  /** Quoted for SQL. */
  readonly sql: string;
  /** As a manifest names it. */
  readonly name: string;
  /** `r` table, `p` partitioned, `v` view, `m` materialized view, `f` foreign table. */
  readonly kind: string;
  /** True when row-level security hides records from this login, here or below a view. */
  readonly isFiltered: boolean;
  /** True when the version of a record, `xmin`, exists and may be read. */
  readonly hasXmin: boolean;
  /** Bits of pg_relation_is_updatable: 4 update, 8 insert, 16 delete. */
  readonly writable: number;
  readonly rights: readonly string[];
  readonly columns: ReadonlyMap<string, TableColumn>;
  /** Primary key, in its order; empty for none. */
  readonly primaryKey: readonly string[];
  /** Columns of each unique index that holds for every record and at once: no partial, deferrable, invalid or computed ones. */
  readonly uniqueKeys: readonly (readonly string[])[];
}

/** One column of a table. */
export interface TableColumn {
  readonly name: string;
  readonly kind: NativeKind;
  /** Kind of an array's items; null for no array. */
  readonly item: NativeKind | null;
  /** Internal name of the type below domains and arrays, e.g. `int4`. */
  readonly base: string;
  /** Qualified type name without length or precision, for casts: those would cut and round silently. */
  readonly cast: string;
  readonly nativeType: string;
  readonly isNullable: boolean;
  readonly isGenerated: boolean;
  readonly isText: boolean;
  readonly isReadable: boolean;
  readonly scale: number | null;
  readonly labels: readonly string[] | null;
}

/** True for a view that reads with the rights of whoever asks. */
const ASKS = (relation: string): string =>
  `coalesce((select option_value::boolean from pg_options_to_table(${relation}.reloptions) where option_name = 'security_invoker'), false)`;

/** Views hide rows when their owner is under row-level security, or, as invoker, this login is. */
const FILTERED = `row_security_active(c.oid) or exists (
  with recursive below (oid, owner, invoker) as (
    select c.oid, c.relowner, ${ASKS('c')} where c.relkind in ('v', 'm')
    union
    select t.oid, case when b.invoker then b.owner else t.relowner end, ${ASKS('t')}
    from below b join pg_rewrite w on w.ev_class = b.oid
      join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass and d.refobjid <> b.oid
      join pg_class t on t.oid = d.refobjid and t.relkind in ('r', 'p', 'v', 'm', 'f')
  )
  select from below b join pg_rewrite w on w.ev_class = b.oid
    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
    join pg_class t on t.oid = d.refobjid and t.relrowsecurity
    join pg_class v on v.oid = b.oid
    join pg_roles o on o.oid = v.relowner
  where case when b.invoker then row_security_active(t.oid)
    else not o.rolsuper and not o.rolbypassrls and (t.relforcerowsecurity or not pg_has_role(v.relowner, t.relowner, 'usage')) end)`;

const RIGHT = (name: string, hasColumns: boolean): string =>
  `case when has_table_privilege(c.oid, '${name}')${hasColumns ? ` or has_any_column_privilege(c.oid, '${name}')` : ''} then '${name}' end`;

const COLUMNS = `select coalesce(json_agg(json_build_object(
    'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
    'cast', quote_ident(tn.nspname) || '.' || quote_ident(t.typname), 'base', b.typname, 'item', i.typname,
    'modifier', case when b.mod >= 0 then b.mod else a.atttypmod end,
    'notNull', a.attnotnull or b.not_null, 'generated', a.attgenerated <> '' or a.attidentity = 'a',
    'collatable', a.attcollation <> 0 and i.oid is null,
    'readable', has_column_privilege(c.oid, a.attnum, 'select'),
    'labels', (select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = coalesce(i.oid, b.oid))
  ) order by a.attnum), '[]')
  from pg_attribute a join pg_type t on t.oid = a.atttypid join pg_namespace tn on tn.oid = t.typnamespace
  cross join lateral (
    with recursive base (oid, typname, typtype, typbasetype, typelem, typlen, mod, not_null, depth) as (
      select t.oid, t.typname, t.typtype, t.typbasetype, t.typelem, t.typlen, t.typtypmod, t.typnotnull, 1
      union all
      select n.oid, n.typname, n.typtype, n.typbasetype, n.typelem, n.typlen, case when base.mod >= 0 then base.mod else n.typtypmod end,
        base.not_null or n.typnotnull, depth + 1
      from base join pg_type n on base.typtype = 'd' and n.oid = base.typbasetype)
    select * from base order by depth desc limit 1) b
  left join pg_type e on e.oid = b.typelem and b.typlen = -1 and b.typelem <> 0
  left join pg_type i on i.oid = case when e.typtype = 'd' then e.typbasetype else e.oid end
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`;

const KEY_COLUMNS = `select coalesce(json_agg(a.attname order by k.place), '[]')
  from unnest(x.indkey::int2[]) with ordinality k (attnum, place)
  join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum where k.place <= x.indnkeyatts`;

const PRIMARY_KEY = `select (${KEY_COLUMNS}) from pg_index x where x.indrelid = c.oid and x.indisprimary`;

const UNIQUE_KEYS = `select coalesce(json_agg((${KEY_COLUMNS}) order by x.indisprimary desc, x.indexrelid), '[]')
  from pg_index x where x.indrelid = c.oid and x.indisunique and x.indimmediate and x.indisvalid and x.indislive
    and x.indpred is null and x.indexprs is null`;

const TABLES = `select json_build_object(
    'oid', c.oid::text, 'schema', n.nspname, 'table', c.relname, 'kind', c.relkind, 'visible', pg_table_is_visible(c.oid),
    'filtered', ${FILTERED}, 'xmin', c.relkind in ('r', 'p') and has_column_privilege(c.oid, (-2)::int2, 'select'),
    'writable', pg_relation_is_updatable(c.oid, false),
    'rights', array_remove(array[${RIGHT('SELECT', true)}, ${RIGHT('INSERT', true)}, ${RIGHT('UPDATE', true)}, ${RIGHT('DELETE', false)}], null),
    'columns', (${COLUMNS}), 'key', coalesce((${PRIMARY_KEY}), '[]'), 'unique', (${UNIQUE_KEYS}))::text
  from pg_class c join pg_namespace n on n.oid = c.relnamespace`;

const KINDS = `c.relkind in ('r', 'p', 'v', 'm', 'f')`;

/** A resource of a system, for messages. */
export interface Place {
  readonly system: string;
  readonly resource: string;
}

/** `system:resource`. */
export function addressOfPlace({ system, resource }: Place): string {
  return `${system}:${resource}`;
}

/** The table behind a resource, as this login sees it now. Throws CONNECTOR_UNKNOWN_RESOURCE when there is none. */
export async function findTable(session: Session, place: Place): Promise<Table> {
  const quoted = quoteResource(place.resource);
  const { rows } = await session.query(`${TABLES} where c.oid = to_regclass($1)::oid and ${KINDS}`, [quoted]);
  const text = rows[0]?.[0];
  if (typeof text === 'string') return tableOf(text);
  const names = (await listTables(session)).map(({ name }) => name);
  throw unknownResource(place.system, place.resource, names);
}

/** Every table, view and foreign table outside the system's own schemas, by name. */
export async function listTables(session: Session): Promise<readonly Table[]> {
  const own = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)' and not c.relispartition`;
  const { rows } = await session.query(`${TABLES} where ${KINDS} and ${own} and has_schema_privilege(n.oid, 'usage')`);
  return rows.map(([text]) => tableOf(text ?? '{}')).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A column by its exact name. Throws CONNECTOR_UNKNOWN_FIELD when there is none. */
export function columnOf(table: Table, name: string, place: Place): TableColumn {
  const column = table.columns.get(name);
  if (column === undefined) throw unknownField(place, name, [...table.columns.keys()]);
  return column;
}

interface RawColumn {
  readonly name: string;
  readonly type: string;
  readonly cast: string;
  readonly base: string;
  readonly item: string | null;
  readonly modifier: number;
  readonly notNull: boolean;
  readonly generated: boolean;
  readonly collatable: boolean;
  readonly readable: boolean;
  readonly labels: readonly string[] | null;
}

interface RawTable {
  readonly oid: string;
  readonly schema: string;
  readonly table: string;
  readonly kind: string;
  readonly visible: boolean;
  readonly filtered: boolean;
  readonly xmin: boolean;
  readonly writable: number;
  readonly rights: readonly string[];
  readonly columns: readonly RawColumn[];
  readonly key: readonly string[];
  readonly unique: readonly (readonly string[])[];
}

function tableOf(text: string): Table {
  const raw = JSON.parse(text) as RawTable;
  return {
    oid: raw.oid,
    sql: quoteResource(`"${raw.schema.replaceAll('"', '""')}"."${raw.table.replaceAll('"', '""')}"`),
    name: resourceName(raw.schema, raw.table, raw.visible),
    kind: raw.kind,
    isFiltered: raw.filtered,
    hasXmin: raw.xmin,
    writable: raw.kind === 'm' ? 0 : raw.writable,
    rights: raw.rights,
    columns: new Map(raw.columns.map((column) => [column.name, tableColumn(column)])),
    primaryKey: raw.key,
    uniqueKeys: raw.unique,
  };
}

function tableColumn(raw: RawColumn): TableColumn {
  const base = raw.item ?? raw.base;
  const kind = kindOfType(base);
  return {
    name: raw.name,
    kind: raw.item === null ? kind : 'list',
    item: raw.item === null ? null : kind,
    base,
    cast: raw.cast,
    nativeType: raw.type,
    isNullable: !raw.notNull,
    isGenerated: raw.generated,
    isText: raw.collatable,
    isReadable: raw.readable,
    scale: scaleOf(raw),
    labels: raw.labels,
  };
}

/** Typmod of numeric: precision and scale above a header of 4; the scale is 11 bits, signed. */
function scaleOf({ base, item, modifier }: RawColumn): number | null {
  if (base !== 'numeric' || item !== null || modifier < 4) return null;
  return (((modifier - 4) & 0x7ff) ^ 0x400) - 0x400;
}
