import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProjectConfig } from '../../src/model/manifest.ts';
import type { Lease, StateStore } from '../../src/model/state.ts';
import type { World } from '../../src/model/world.ts';
import { openStateStore } from '../../src/state/open-state.ts';
import { realWorld } from '../../src/world.ts';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';
import { chainFaults, leafOf } from './audit-leaves.ts';
import { collect } from './collect.ts';
import { entryOf } from './state-contract.ts';

/** What the line does with the next COMMIT: loses it, loses its reply, or delivers it after the client has given up. */
type Fault = 'before' | 'reply' | 'late';

let server: PostgresServer;
let admin: pg.Client;
let proxy: Server;
let faults: Fault[] = [];
let isDown = false;
let projects = 0;

/** Pauses between tries are a tenth as long. */
const world: World = { ...realWorld(), sleep: (ms, signal) => realWorld().sleep(ms / 10, signal) };

beforeAll(async () => {
  server = await startPostgres();
  admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  proxy = createServer((client) => (isDown ? client.destroy() : relay(client)));
  await new Promise<void>((resolve) => {
    proxy.listen({ host: '127.0.0.1', port: 0 }, resolve);
  });
});
afterAll(async () => {
  proxy.close();
  await admin.end();
  await server.stop();
});

function relay(client: Socket): void {
  const upstream = connect({ host: '127.0.0.1', port: server.port });
  let cutsReply = false;
  client.on('error', () => upstream.destroy());
  upstream.on('error', () => client.destroy());
  client.on('close', () => (cutsReply ? undefined : upstream.end()));
  upstream.on('close', () => client.destroy());
  client.on('data', (data) => {
    const fault = data.includes('commit\0') ? faults.shift() : undefined;
    if (fault === 'before') return upstream.destroy();
    if (fault === undefined) return void upstream.write(data);
    cutsReply = true;
    if (fault === 'reply') return void upstream.write(data);
    client.destroy();
    setTimeout(() => upstream.end(data), 300);
  });
  upstream.on('data', (data) => {
    if (!cutsReply) return void client.write(data);
    client.destroy();
    upstream.end();
  });
}

describe('a commit over a connection that is lost', () => {
  let store: StateStore;
  let lease: Lease;
  beforeEach(async () => {
    faults = [];
    isDown = false;
    store = await openStateStore(projectAt(), world);
    lease = await store.acquireLease('me', 60_000, world.now());
    return () => store.close();
  });

  const step = (change: string) => ({ journal: [entryOf({ change })], audit: [leafOf({ change })] });
  const told = async (): Promise<unknown> => ({
    changes: (await collect(store.journal({}))).map(({ change }) => change),
    faults: chainFaults((await store.lineage())?.id ?? '', await collect(store.audit())),
    serial: (await store.lineage())?.serial,
  });

  it.each<readonly [string, readonly Fault[]]>([
    ['before the server has the COMMIT', ['before']],
    ['after the server has committed', ['reply']],
    ['while the COMMIT is still under way', ['late']],
    ['again and again', ['before', 'reply']],
    ['three times', ['before', 'before', 'late']],
  ])('%s is there once', async (_, lost) => {
    await store.commit(lease, step('a'));
    faults = [...lost];

    await store.commit(lease, step('b'));
    await store.decide({ audit: [leafOf({ change: 'c' })] });

    expect(faults).toEqual([]);
    expect(await told()).toEqual({ changes: ['a', 'b'], faults: [], serial: 3 });
  });

  it('is there once, also when others commit in between', async () => {
    faults = ['reply'];
    const others = await openStateStore({ ...projectAt(), name: `project-${projects - 1}`, state: server.url }, world);

    const [, ...decided] = await Promise.all([
      store.commit(lease, step('b')),
      ...Array.from({ length: 20 }, () => others.decide({ audit: [leafOf({})] })),
    ]);

    expect(decided).toHaveLength(20);
    expect(await told()).toEqual({ changes: ['b'], faults: [], serial: 21 });
    await others.close();
  });

  it('for good in COMMIT is neither told as landed nor as lost, to be tried again', async () => {
    faults = ['late'];
    const unknown = { code: 'STATE_UNKNOWN_COMMIT', isRetryable: true, exit: 75 };
    const attempt = expect(store.commit(lease, step('b'))).rejects.toMatchObject(unknown);
    await vi.waitUntil(() => faults.length === 0, { interval: 1 });
    isDown = true;

    await attempt;
    isDown = false;
    expect(await told()).toMatchObject({ changes: ['b'], faults: [] });
  });

  it('for good before COMMIT has landed nothing, and says that the server is away', async () => {
    isDown = true;
    await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'concordat-state'",
    );
    await wait(50);

    await expect(store.commit(lease, step('b'))).rejects.toMatchObject({ code: 'STATE_UNREACHABLE', exit: 75 });
    isDown = false;
    expect(await told()).toMatchObject({ changes: [], faults: [], serial: 0 });
  });

  it('in the middle of its statements, when somebody ends the backend, is there once', async () => {
    await admin.query('begin; lock table concordat.audit in access exclusive mode');
    const attempt = store.commit(lease, step('b'));
    await wait(200);
    const ended = await admin.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'concordat-state' and wait_event_type = 'Lock'",
    );
    await admin.query('commit');
    await attempt;

    expect(ended.rows.length).toBe(1);
    expect(await told()).toEqual({ changes: ['b'], faults: [], serial: 1 });
  });

  it('and a lease that another took meanwhile: nothing is written twice or under the old number', async () => {
    const other = await openStateStore({ ...projectAt(), name: `project-${projects - 1}`, state: server.url }, world);
    await admin.query("update concordat.lease set expires_at = now() - interval '1 s'");
    faults = ['before'];
    const attempt = expect(store.commit(lease, step('old'))).rejects.toMatchObject({ code: 'STATE_FENCED' });
    const next = await other.acquireLease('other', 60_000, world.now());
    await attempt;
    await other.commit(next, step('new'));

    expect(await told()).toEqual({ changes: ['new'], faults: [], serial: 1 });
    await other.close();
  });
});

/** A project whose state is reached through the line. */
function projectAt(): ProjectConfig {
  projects += 1;
  const { port } = proxy.address() as { port: number };
  const url = new URL(server.url);
  url.port = String(port);
  return { name: `project-${projects}`, root: '/', manifests: 'sync.d', state: url.href };
}
