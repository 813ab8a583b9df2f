import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgres } from '../../plugins/postgres/index.ts';
import { addressOf } from '../../plugins/postgres/address.ts';
import { realWorld } from '../../src/world.ts';
import { type Fixture, NEVER, batchOf, readAll, requestOf, startFixture, updateOf } from './postgres-fixture.ts';

let fixture: Fixture;

beforeAll(async () => {
  fixture = await startFixture();
  await fixture.sql(`create table accounts (id int primary key, mail text, owner text); insert into accounts values (1, 'canary@x', 'ann'), (2, 'b@x', 'bob');
    create role reader login password 'pw'; grant select on accounts to reader;
    create role writer login password 'pw'; grant select, insert, update, delete on accounts to writer;
    create table ruled (id int primary key, mail text, owner text); insert into ruled select * from accounts;
    alter table ruled enable row level security; create policy own on ruled using (owner = current_user);
    create role ann login password 'pw'; grant select, update on ruled to ann;
    create view plain_view as select * from ruled; create view asking_view with (security_invoker) as select * from ruled;
    grant select on plain_view, asking_view to ann`);
});
afterAll(() => fixture.stop());

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (caught: unknown) => caught,
  );

function textOf(failure: unknown): string {
  return `${String(failure)} ${JSON.stringify(failure)} ${failure instanceof Error ? String(failure.cause) + failure.stack : ''}`;
}

describe('a login that can only read', () => {
  it('is enough to plan: identity, capabilities, describe, scan and lookup', async () => {
    const connector = await fixture.open({ url: fixture.urlAs('reader', 'pw') });

    expect((await readAll(connector, requestOf('accounts', { fields: ['mail'] }))).certificate?.complete).toBe(true);
    expect((await connector.capabilities.of('accounts', NEVER)).actions).toEqual(['create', 'update', 'delete']);
    expect((await connector.describe(NEVER)).map(({ name, rights }) => [name, rights])).toContainEqual([
      'accounts',
      ['read'],
    ]);
    expect(await connector.identity(NEVER)).toBe(await (await fixture.open()).identity(NEVER));
  });

  it('is denied a write, and the data stays', async () => {
    const connector = await fixture.open({ url: fixture.urlAs('reader', 'pw') });
    const { records } = await readAll(connector, requestOf('accounts', { fields: ['mail'] }));

    const outcomes = await connector.writeBatch?.(batchOf('accounts', [updateOf(records[0], { mail: 'x' })]), NEVER);

    expect(outcomes).toMatchObject([{ status: 'rejected', code: 'DENIED' }]);
  });

  it('that may not read a table says so', async () => {
    const connector = await fixture.open({ url: fixture.urlAs('ann', 'pw') });

    expect(await failureOf(readAll(connector, requestOf('accounts')))).toMatchObject({
      code: 'SYSTEM_DENIED',
      exit: 1,
      isRetryable: false,
    });
  });
});

describe('row-level security', () => {
  it('leaves a read without proof, of a table and of a view that asks as the login', async () => {
    const connector = await fixture.open({ url: fixture.urlAs('ann', 'pw') });

    for (const resource of ['ruled', 'asking_view']) {
      expect(await readAll(connector, requestOf(resource))).toMatchObject({
        records: [{ key: ['1'] }],
        certificate: { complete: false, count: 1, reason: expect.any(String) as string },
      });
    }
    expect((await readAll(connector, requestOf('plain_view'))).certificate).toMatchObject({ complete: true, count: 2 });
  });

  it('does not concern a login that it lets by', async () => {
    expect((await readAll(await fixture.open(), requestOf('ruled'))).certificate).toMatchObject({
      complete: true,
      count: 2,
    });
  });

  it('an update of a hidden record is a conflict, never a success', async () => {
    const all = await readAll(await fixture.open(), requestOf('ruled', { fields: ['mail'] }));
    const connector = await fixture.open({ url: fixture.urlAs('ann', 'pw') });

    const outcomes = await connector.writeBatch?.(
      batchOf(
        'ruled',
        all.records.map((seen) => updateOf(seen, { mail: 'new' })),
      ),
      NEVER,
    );

    expect(outcomes?.map(({ status }) => status)).toEqual(['applied', 'conflict']);
    expect(await fixture.sql("select id from ruled where mail = 'new'")).toEqual([{ id: 1 }]);
  });
});

describe('check', () => {
  it('finds nothing when rights and manifest agree', async () => {
    const connector = await fixture.open({ url: fixture.urlAs('reader', 'pw'), access: { accounts: ['read'] } });

    expect(await connector.check(NEVER)).toEqual([]);
  });

  it('names the GRANT that is missing', async () => {
    const connector = await fixture.open({
      url: fixture.urlAs('reader', 'pw'),
      access: { accounts: ['read', 'update', 'create'] },
    });

    expect(await connector.check(NEVER)).toMatchObject([
      {
        code: 'SYSTEM_RIGHTS_MISSING',
        severity: 'error',
        at: 'crm:accounts',
        detail: 'Run: GRANT INSERT, UPDATE ON "public"."accounts" TO "reader";',
      },
    ]);
  });

  it('warns of rights that the manifest does not grant, of superusers and of row-level security', async () => {
    const writer = await fixture.open({ url: fixture.urlAs('writer', 'pw'), access: { accounts: ['read'] } });
    const admin = await fixture.open({ access: { accounts: ['read', 'update'] } });
    const ann = await fixture.open({ url: fixture.urlAs('ann', 'pw'), access: { ruled: ['read', 'update'] } });

    const found = await Promise.all([writer, admin, ann].map((connector) => connector.check(NEVER)));

    expect(found.map((list) => list.map(({ code, severity }) => [code, severity]))).toEqual([
      [['SYSTEM_RIGHTS_SURPLUS', 'warning']],
      [['SYSTEM_SUPERUSER', 'warning']],
      [['SYSTEM_ROW_SECURITY', 'warning']],
    ]);
  });

  it('tells a resource that does not exist, and changes nothing', async () => {
    const [before] = await fixture.sql('select xmin::text from accounts where id = 1');
    const connector = await fixture.open({ access: { acounts: ['read'] } });

    expect((await connector.check(NEVER)).map(({ code }) => code)).toEqual([
      'SYSTEM_SUPERUSER',
      'CONNECTOR_UNKNOWN_RESOURCE',
    ]);
    expect(await fixture.sql('select xmin::text from accounts where id = 1')).toEqual([before]);
  });
});

describe('reaching the server', () => {
  it.each([
    ['a wrong password', (url: URL) => void (url.password = 'canary'), 'SYSTEM_LOGIN', 1],
    ['a database that does not exist', (url: URL) => void (url.pathname = '/canary'), 'SYSTEM_LOGIN', 1],
    ['a port where nobody listens', (url: URL) => void (url.port = '1'), 'SYSTEM_UNREACHABLE', 75],
    [
      'TLS wished of a server without',
      (url: URL) => void url.searchParams.set('sslmode', 'verify-full'),
      'SYSTEM_TLS',
      1,
    ],
  ])('%s', async (_, change, code, exit) => {
    const url = new URL(fixture.server.url);
    change(url);
    const connector = await fixture.open({ url: url.href });

    const failure = await failureOf(connector.identity(NEVER));

    expect(failure).toMatchObject({ code, exit, isRetryable: exit === 75 });
    expect(textOf(failure)).not.toContain('canary');
    expect(await connector.check(NEVER)).toMatchObject([{ code, severity: 'error' }]);
  });

  it('identity names the server and the database, not the login', async () => {
    const identity = await (await fixture.open()).identity(NEVER);

    expect(identity).toMatch(/^postgres:\d{15,}\/postgres$/);
  });
});

describe('TLS', () => {
  const addressWith = (connection: Record<string, unknown>) =>
    addressOf({ system: 'crm', connection, access: {}, root: '/', world: realWorld() });

  it('is verified by default, and only loopback goes without', () => {
    expect(addressWith({ url: 'postgres://u:p@db.example.com/x' }).ssl).toMatchObject({
      rejectUnauthorized: true,
      host: 'db.example.com',
    });
    expect(addressWith({ url: 'postgres://u:p@10.0.0.1/x?sslmode=require' }).ssl).toMatchObject({
      rejectUnauthorized: true,
      host: '10.0.0.1',
    });
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      expect(addressWith({ url: `postgres://u:p@${host}/x` }).ssl).toBe(false);
    expect(addressWith({ url: 'postgres://u:p@localhost/x?sslmode=verify-full' }).ssl).toMatchObject({
      rejectUnauthorized: true,
    });
  });

  it.each(['disable', 'allow', 'prefer', 'no-verify'])('sslmode=%s cannot turn it off', (mode) => {
    expect(() => addressWith({ url: `postgres://u:p@db.example.com/x?sslmode=${mode}` })).toThrow(/verification/);
  });

  it('goes off with a reason, and check says so', async () => {
    expect(addressWith({ url: 'postgres://u:p@db.example.com/x', insecure: 'VPN' })).toMatchObject({
      ssl: false,
      insecure: 'VPN',
    });
    expect(addressWith({ url: 'postgres://u:p@db.example.com/x?sslmode=require', insecure: 'VPN' }).ssl).toMatchObject({
      rejectUnauthorized: false,
    });
    const away = await postgres.open({
      system: 'crm',
      connection: { url: 'postgres://u:p@192.0.2.1.invalid/x', insecure: 'VPN' },
      access: {},
      root: '/',
      world: realWorld(),
    });

    expect((await away.check(NEVER)).map(({ code }) => code)).toEqual(['SYSTEM_TLS_OFF', 'SYSTEM_UNREACHABLE']);
    await away.close();
  });

  it('a url that is none, or has an unknown parameter, is refused without being shown', () => {
    expect(() => addressWith({ url: 'canary' })).toThrow(/needs a url/);
    expect(() => addressWith({ url: 'postgres://u:p@h/x?ssl=no' })).toThrow(/`ssl`/);
  });
});
