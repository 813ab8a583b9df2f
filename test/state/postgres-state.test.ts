import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProjectConfig, StateKeySource } from '../../src/model/manifest.ts';
import { clearState, sealState } from '../../src/state/change-keys.ts';
import { openRawStore, openStateReader, openStateStore } from '../../src/state/open-state.ts';
import { stateAddress } from '../../src/state/postgres-address.ts';
import { POSTGRES_SCHEMA } from '../../src/state/postgres-schema.ts';
import { openStateKeys } from '../../src/state/state-keys.ts';
import { realWorld } from '../../src/world.ts';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';
import { chainFaults, leafOf } from './audit-leaves.ts';
import { collect } from './collect.ts';
import { describeStateContract, entryOf } from './state-contract.ts';

const world = realWorld();
/** A command, so that no file is needed. */
const KEY: StateKeySource = { kind: 'command', command: ['printf', 'the key of the state of tests'] };

let server: PostgresServer;
let admin: pg.Client;
let projects = 0;

function projectAt(url: string): ProjectConfig {
  projects += 1;
  return { name: `project-${projects}`, root: '/', manifests: 'sync.d', state: url };
}

beforeAll(async () => {
  server = await startPostgres();
  admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await server.stop();
});

describe('a state in PostgreSQL', () => {
  it('is not made by a reader', async () => {
    await admin.query('create database untouched');
    await (await openStateReader(projectAt(server.urlFor('untouched')), world)).close();
    const client = new pg.Client({ connectionString: server.urlFor('untouched') });
    await client.connect();

    const { rows } = await client.query("select to_regnamespace('concordat') as found");
    await client.end();

    expect(rows).toEqual([{ found: null }]);
  });

  it('can be read by a login that can only read', async () => {
    const config = projectAt(server.url);
    const store = await openStateStore(config, world);
    const lease = await store.acquireLease('me', 60_000, world.now());
    await store.commit(lease, { journal: [entryOf({})] });
    await admin.query(
      "create role state_reader login password 'pw'; grant usage on schema concordat to state_reader; grant select on all tables in schema concordat to state_reader",
    );
    const url = new URL(server.url);
    url.username = 'state_reader';
    url.password = 'pw';

    const reader = await openStateReader({ ...config, state: url.href }, world);

    expect(await reader.lineage()).toEqual(await store.lineage());
    expect(await collect(reader.journal({}))).toHaveLength(1);
    await expect(openStateStore({ ...projectAt(url.href) }, world)).rejects.toMatchObject({
      code: 'STATE_DENIED',
      exit: 1,
    });
    await reader.close();
    await store.close();
  });

  it('keeps projects apart', async () => {
    const [one, two] = await Promise.all([
      openStateStore(projectAt(server.url), world),
      openStateStore(projectAt(server.url), world),
    ]);
    const lease = await one.acquireLease('me', 60_000, world.now());
    await one.commit(lease, {
      journal: [entryOf({})],
      links: [{ entity: 'e', system: 's', nativeId: '1', record: 'r', key: 'k' }],
    });

    expect(await collect(two.journal({}))).toEqual([]);
    expect(await collect(two.links('e'))).toEqual([]);
    expect((await two.acquireLease('other', 60_000, world.now())).fence).toBe(1);
    await Promise.all([one.close(), two.close()]);
  });

  it('refuses to change the journal and the audit chain, even by hand', async () => {
    const store = await openStateStore(projectAt(server.url), world);
    await store.decide({ audit: [leafOf({})] });
    await store.close();

    await expect(admin.query("update concordat.journal set run = 'x'")).rejects.toThrow(/append-only/);
    await expect(admin.query('delete from concordat.journal')).rejects.toThrow(/append-only/);
    await expect(admin.query('truncate concordat.journal')).rejects.toThrow(/append-only/);
    await expect(admin.query("update concordat.audit set leaf = 'x'")).rejects.toThrow(/append-only/);
    await expect(admin.query('delete from concordat.audit')).rejects.toThrow(/append-only/);
    await expect(admin.query('truncate concordat.audit')).rejects.toThrow(/append-only/);
  });

  it('of layout 1 reads as without documents and audit, and is migrated by the next writer', async () => {
    await admin.query('create database first');
    const url = server.urlFor('first');
    const hand = new pg.Client({ connectionString: url });
    await hand.connect();
    await hand.query(POSTGRES_SCHEMA);
    const config = projectAt(url);
    await hand.query("insert into concordat.meta values ($1, 'old-lineage', 7)", [config.name]);
    await hand.query('insert into concordat.lease values ($1, null, 3, null)', [config.name]);
    await hand.query("insert into concordat.link values ($1, 'customer', 'erp', '1', 'r', 'k')", [config.name]);

    const reader = await openStateReader(config, world);
    expect(await collect(reader.documents('hold'))).toEqual([]);
    expect(await collect(reader.audit())).toEqual([]);
    expect(await collect(reader.links('customer'))).toHaveLength(1);
    const stores = await Promise.all([1, 2].map(() => openStateStore(config, world)));
    await Promise.all(stores.map((store) => store.decide({ audit: [leafOf({})] })));

    expect(await reader.lineage()).toEqual({ id: 'old-lineage', serial: 9 });
    expect(chainFaults('old-lineage', await collect(reader.audit()))).toEqual([]);
    expect(await collect(reader.links('customer'))).toHaveLength(1);
    expect((await hand.query('select version from concordat.layout')).rows).toEqual([{ version: 2 }]);
    await Promise.all([...stores.map((store) => store.close()), reader.close(), hand.end()]);
  });

  it('is sealed, given another data key and opened again, row by row over many pages', async () => {
    const config = { ...projectAt(server.url), stateKey: KEY };
    const { stateKey: _, ...plain } = config;
    const link = { entity: 'customer', system: 'erp', record: 'r' };
    const rows = Array.from({ length: 4_500 }, (_, i) => ({
      ...link,
      nativeId: `canary-${i}`,
      key: `canary-key-${i}`,
    }));
    const writer = await openStateStore(plain, world);
    await writer.commit(await writer.acquireLease('me', 1, world.now()), {
      links: rows,
      tombstones: [{ ...link, nativeId: 'canary-stone', key: 'canary', at: 'x' }],
      documents: [{ kind: 'hold', id: 'h', body: 'canary' }],
    });
    await writer.close();
    const stored = async (): Promise<string> => {
      const tables = ['link', 'tombstone', 'document'].map(
        (table) => `select t::text as row from concordat.${table} t where project = '${config.name}'`,
      );
      return (await admin.query<{ row: string }>(tables.join(' union all '))).rows.map(({ row }) => row).join('\n');
    };
    const links = async (from: ProjectConfig): Promise<ReadonlySet<string>> => {
      const reader = await openStateReader(from, world);
      const found = (await collect(reader.links('customer'))).map(({ nativeId, key }) => `${nativeId} ${key}`);
      return reader.close().then(() => new Set(found));
    };
    const all = new Set(rows.map(({ nativeId, key }) => `${nativeId} ${key}`));

    const store = await openStateStore(config, world);
    await store.releaseLease(await store.acquireLease('me', 60_000, world.now()));
    await store.close();
    const sealed = await stored();
    expect(sealed).not.toContain('canary');
    expect(await links(config)).toEqual(all);

    const raw = await openRawStore(config, world);
    const text = (): Promise<string> => Promise.resolve('the key of the state of tests');
    const who = { actor: 'ann', at: world.now() };
    const lease = await raw.acquireLease('rotate', 60_000, world.now());
    const keys = await sealState(raw, { lease, keys: await openStateKeys(raw, text), text: await text(), who });
    expect(await stored()).not.toContain(sealed.slice(-60));
    expect(await links(config)).toEqual(all);

    await clearState(raw, { lease, keys, who });
    await raw.close();
    expect(await links(plain)).toEqual(all);
    expect((await stored()).match(/canary-stone/g)).toHaveLength(1);
  });

  it('whose disk is full says so, and stays as it was', async () => {
    const store = await openStateStore(projectAt(server.url), world);
    const lease = await store.acquireLease('me', 60_000, world.now());
    await store.commit(lease, { journal: [entryOf({})] });
    await admin.query(`create function concordat.full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
      create trigger full_disk before insert on concordat.tombstone execute function concordat.full_disk()`);
    const stone = { entity: 'customer', system: 'erp', nativeId: '1', key: 'k', at: 'x' };
    const attempt = store.commit(lease, { journal: [entryOf({})], tombstones: [stone] });

    await expect(attempt).rejects.toMatchObject({ code: 'STATE_FULL', exit: 1 });
    await admin.query('drop trigger full_disk on concordat.tombstone');
    await store.commit(lease, { tombstones: [stone] });

    expect(await collect(store.journal({}))).toHaveLength(1);
    expect((await store.lineage())?.serial).toBe(2);
    await store.close();
  });

  it('of a newer concordat is refused, exit 1', async () => {
    await admin.query('update concordat.layout set version = 99');

    await expect(openStateReader(projectAt(server.url), world)).rejects.toMatchObject({
      code: 'STATE_VERSION',
      exit: 1,
    });
    await admin.query('update concordat.layout set version = 2');
  });

  it('tells a wrong password (exit 1) from a server that is away (exit 75), and shows neither login nor address', async () => {
    const wrong = new URL(server.url);
    wrong.password = 'canary';
    const away = new URL(server.url);
    away.port = '1';

    const refused = await openStateReader(projectAt(wrong.href), world).catch((caught: unknown) => caught);
    const absent = await openStateReader(projectAt(away.href), world).catch((caught: unknown) => caught);

    expect(refused).toMatchObject({ code: 'STATE_LOGIN', exit: 1 });
    expect(absent).toMatchObject({ code: 'STATE_UNREACHABLE', exit: 75, isRetryable: true });
    expect(String(refused) + JSON.stringify(refused)).not.toContain('canary');
  });
});

describe('TLS of a state in PostgreSQL', () => {
  it.each(['disable', 'allow', 'prefer', 'no-verify'])('sslmode=%s cannot turn verification off', (mode) => {
    expect(() => stateAddress(`postgres://u:p@db.example.com/x?sslmode=${mode}`, '/')).toThrow(/verification/);
  });

  it('is verified by default, for names and addresses alike, and off on loopback', () => {
    expect(stateAddress('postgres://u:p@db.example.com/x', '/').ssl).toMatchObject({
      rejectUnauthorized: true,
      host: 'db.example.com',
    });
    expect(stateAddress('postgres://u:p@10.0.0.1/x?sslmode=require', '/').ssl).toMatchObject({
      rejectUnauthorized: true,
      host: '10.0.0.1',
    });
    expect(stateAddress('postgres://u:p%40@127.0.0.1:5433/x', '/')).toMatchObject({
      ssl: false,
      password: 'p@',
      port: 5433,
      database: 'x',
    });
  });
});

let shared: PostgresServer;

describeStateContract('PostgreSQL', {
  start: async () => {
    shared = await startPostgres();
  },
  freshProject: () => projectAt(shared.url),
  stop: () => Promise.resolve(),
});

describeStateContract('PostgreSQL, encrypted', {
  start: () => Promise.resolve(),
  freshProject: () => ({ ...projectAt(shared.url), stateKey: KEY }),
  stop: () => shared.stop(),
});
