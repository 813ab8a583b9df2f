import pg from 'pg';
import type { Column, NativeKind, NativeRecord, NativeValue } from 'concordat/connector';
import type { ContractHarness, ContractSystem } from 'concordat/testing';
import { postgres } from '../../plugins/postgres/index.ts';
import { realWorld } from '../../src/world.ts';
import type { PostgresServer } from '../servers/postgres.ts';

/** A column of each kind with its type, how a value is given to it, and how it is read past the connector. */
const COLUMNS: readonly (Column & { readonly type: string; readonly set: string; readonly get: string })[] = [
  { name: 'id', kind: 'text', type: 'text primary key', set: '$::text', get: 'id' },
  { name: 'label', kind: 'text', type: 'text', set: '$::text', get: 'label' },
  { name: 'amount', kind: 'decimal', type: 'numeric', set: '$::numeric', get: 'amount::text' },
  { name: 'born', kind: 'date', type: 'date', set: '$::date', get: "to_char(born, 'YYYY-MM-DD')" },
  {
    name: 'bits',
    kind: 'bytes',
    type: 'bytea',
    set: "decode($::text, 'base64')",
    get: "translate(encode(bits, 'base64'), E'\\n', '')",
  },
  { name: 'count', kind: 'integer', type: 'bigint', set: '$::bigint', get: 'count::text' },
  { name: 'doc', kind: 'json', type: 'jsonb', set: '$::jsonb', get: 'doc' },
  { name: 'local', kind: 'local-datetime', type: 'timestamp', set: '$::timestamp', get: 'to_jsonb(local)' },
  { name: 'ratio', kind: 'float', type: 'double precision', set: '$::float8', get: 'ratio' },
  {
    name: 'seen',
    kind: 'datetime',
    type: 'timestamptz',
    set: '$::timestamptz',
    get: "replace(to_jsonb(seen at time zone 'UTC') #>> '{}', ' ', 'T') || 'Z'",
  },
  { name: 'tags', kind: 'list', type: 'text[]', set: '$::text[]', get: 'to_jsonb(tags)' },
  { name: 'time', kind: 'time', type: 'time', set: '$::time', get: 'to_jsonb("time")' },
  { name: 'yes', kind: 'boolean', type: 'boolean', set: '$::boolean', get: 'yes' },
];

/** The contract suite's harness over one server, on a table or on a view of it: every case gets them anew. */
export function postgresHarness(server: () => PostgresServer, resource: 'contract' | 'contract_view'): ContractHarness {
  return {
    resource,
    id: 'id',
    columns: COLUMNS.map(({ name, kind }) => ({ name, kind })),
    actions: ['create', 'update', 'delete'],
    filters: { all: 'true', none: 'id is null' },
    start: () => startSystem(server()),
  };
}

async function startSystem(server: PostgresServer): Promise<ContractSystem> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const columns = COLUMNS.map(({ name, type }) => `"${name}" ${type}`).join(', ');
  await client.query(`drop table if exists contract cascade; create table contract (${columns})`);
  await client.query('create view contract_view as select * from contract');
  return {
    open: () =>
      postgres.open({
        system: 'contract',
        connection: { url: server.url },
        access: { contract: ['read', 'create', 'update', 'delete'] },
        root: '/',
        world: realWorld(),
      }),
    seed: (records) => seed(client, records),
    async mutate(id, field, value) {
      const column = columnOf(field);
      await client.query(`update contract set "${field}" = ${column.set.replace('$', '$2')} where id = $1`, [
        id,
        bound(value, column.kind),
      ]);
    },
    rawRecords: () => rawRecords(client),
    async fingerprint() {
      const { rows } = await client.query(
        "select (select json_agg(json_build_array(c.xmin::text, c)) from contract c) as data, (select json_agg(relname order by relname) from pg_class where relnamespace = 'public'::regnamespace) as names",
      );
      return JSON.stringify(rows);
    },
    stop: () => client.end(),
  };
}

async function seed(client: pg.Client, records: readonly NativeRecord[]): Promise<void> {
  await client.query('truncate contract');
  const names = COLUMNS.map(({ name }) => `"${name}"`).join(', ');
  const places = COLUMNS.map(({ set }, index) => set.replace('$', `$${index + 1}`)).join(', ');
  await client.query('begin');
  for (const record of records) {
    const values = COLUMNS.map(({ name, kind }) => bound(record.get(name) ?? null, kind));
    await client.query(`insert into contract (${names}) values (${places})`, values);
  }
  await client.query('commit');
}

async function rawRecords(client: pg.Client): Promise<readonly NativeRecord[]> {
  const { rows } = await client.query<Record<string, NativeValue>>(
    `select ${COLUMNS.map(({ name, get }) => `${get} as "${name}"`).join(', ')} from contract`,
  );
  return rows.map((row) => new Map(COLUMNS.map(({ name }) => [name, row[name] ?? null])));
}

function columnOf(name: string): (typeof COLUMNS)[number] {
  const column = COLUMNS.find((one) => one.name === name);
  if (column === undefined) throw new Error('The suite names a column that the harness does not have.');
  return column;
}

function bound(value: NativeValue, kind: NativeKind): unknown {
  return kind === 'json' && value !== null ? JSON.stringify(value) : value;
}
