import pg from 'pg';
import { postgres } from '../../plugins/postgres/index.ts';
import type { Connector, NativeKind } from '../../src/model/connector.ts';
import { realWorld } from '../../src/world.ts';
import type { PostgresServer } from '../servers/postgres.ts';
import { CALM_WIRE } from './systems/contract-harness.ts';
import { createSystem } from './systems/create-system.ts';

/** A database under comparison: its connector, and an edit past it. */
export interface Database {
  readonly connector: Connector;
  /** Sets the note of a record, as another program would; deletes the record for null. */
  edit(id: string, note: string | null): Promise<void>;
  close(): Promise<void>;
}

/** Columns of the table `people` in both, and their types in the real one. */
export const COLUMNS: Readonly<Record<string, readonly [kind: NativeKind, type: string]>> = {
  amount: ['decimal', 'numeric'],
  bits: ['bytes', 'bytea'],
  born: ['date', 'date'],
  credit: ['decimal', 'numeric(30,2)'],
  doc: ['json', 'jsonb'],
  email: ['text', 'text unique'],
  id: ['text', 'text primary key'],
  local: ['local-datetime', 'timestamp'],
  n: ['integer', 'bigint'],
  name: ['text', 'varchar(8)'],
  note: ['text', 'text'],
  ratio: ['float', 'double precision'],
  seen: ['datetime', 'timestamptz'],
  t: ['time', 'time'],
  tags: ['list', 'text[]'],
  yes: ['boolean', 'boolean'],
};

const TRIGGER = `
create function clean() returns trigger language plpgsql as $$ begin new.note := btrim(new.note); return new; end $$;
create trigger clean before insert or update on people for each row execute function clean()`;

/** The real one, through plugins/postgres. */
export async function realDatabase(server: PostgresServer): Promise<Database> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const columns = Object.entries(COLUMNS).map(([name, [, type]]) => `${name} ${type}`);
  await client.query(`create table people (${columns.join(', ')}, unique (name, n)); ${TRIGGER}`);
  const connection = { url: server.url };
  const connector = await postgres.open({ system: 'db', connection, access: {}, root: '/', world: realWorld() });
  return {
    connector,
    async edit(id, note) {
      if (note === null) await client.query('delete from people where id = $1', [id]);
      else await client.query('update people set note = $2 where id = $1', [id, note]);
    },
    async close() {
      await connector.close();
      await client.end();
    },
  };
}

/** The simulated one. */
export function simulatedDatabase(): Database {
  const system = createSystem('postgres', {
    name: 'db',
    now: () => 1_700_000_000_000,
    random: () => 0,
    resources: {
      people: {
        id: 'id',
        fields: Object.fromEntries(Object.entries(COLUMNS).map(([name, [kind]]) => [name, kind])),
        unique: [['email'], ['name', 'n']],
        maxLength: { name: 8 },
        triggers: { note: (note) => (typeof note === 'string' ? note.replace(/^ +| +$/g, '') : note) },
      },
    },
    switches: { scales: { 'people.credit': 2 } },
  });
  return {
    connector: system.connect(CALM_WIRE, realWorld()),
    async edit(id, note) {
      if (system.resources.get('people')?.has(id) !== true) return;
      if (note === null) system.remove('ann', 'people', id);
      else system.update('ann', 'people', id, { note });
    },
    async close() {},
  };
}
