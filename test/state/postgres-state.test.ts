import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProjectConfig, StateKeySource } from '../../src/model/manifest.ts';
import { openStateReader, openStateStore } from '../../src/state/open-state.ts';
import { stateAddress } from '../../src/state/postgres-address.ts';
import { POSTGRES_SCHEMA } from '../../src/state/postgres-schema.ts';
import { realWorld } from '../../src/world.ts';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';
import { chainFaults, leafOf } from './audit-leaves.ts';
import { collect } from './collect.ts';
import { describeStateContract, entryOf } from './state-contract.ts';

const world = realWorld();
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

/** A command, so that no file is needed. */
const KEY: StateKeySource = { kind: 'command', command: ['printf', 'the key of the state of tests'] };

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
