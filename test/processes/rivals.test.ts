import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type PostgresServer } from '../servers/postgres.ts';
import { expectAllIsWell } from './after-kill.ts';
import { postgresScene } from './scenes.ts';
import { agree, finish, start, type Scene } from './victim.ts';

const RECORDS = 60;

let server: PostgresServer;
let admin: pg.Client;

beforeAll(async () => {
  server = await startPostgres();
  admin = new pg.Client({ connectionString: server.url });
  admin.on('error', () => {});
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await server.stop();
});

/** A scene in which every record of the owner has moved. */
async function moved(name: string): Promise<Scene> {
  const scene = await postgresScene(server, name);
  await agree(scene, RECORDS);
  await scene.crm.run("update accounts set mail = 'new ' || no");
  return scene;
}

const landed = async (scene: Scene) => Number((await scene.erp.rows('select count(*) as n from landed'))[0]?.['n']);

async function untilLanded(scene: Scene, count: number): Promise<void> {
  for (let tries = 0; tries < 2_000 && (await landed(scene)) < count; tries += 1) await wait(5);
}

/** Runs until everything is written, as a scheduler would. */
async function converge(scene: Scene, expire: () => Promise<void>): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await expire();
    if ((await finish(scene, ['apply', '--yes'])).code === 0) break;
  }
  expect((await finish(scene, ['plan', '--detailed-exitcode'])).code).toBe(0);
}

/** Ends the lease of whoever holds it, as a minute without a heartbeat does. */
const expireLease = (scene: Scene) => async () => {
  const state = new pg.Client({ connectionString: scene.env['STATE_URL'] ?? '' });
  await state.connect();
  await state.query("update concordat.lease set expires_at = '2000-01-01'");
  await state.end();
};

describe('two engines at once', () => {
  it('write as one: the second is told to come back later', async () => {
    const scene = await moved('rivals');

    const [a, b] = await Promise.all([finish(scene, ['apply', '--yes']), finish(scene, ['apply', '--yes'])]);

    expect([a.code, b.code].sort()).toEqual(a.code === b.code ? [0, 0] : [0, 75]);
    expect(await landed(scene)).toBe(RECORDS);
    await expectAllIsWell(scene, new Map());
    await scene.close();
  });

  it('cannot both write when one sleeps past its lease: it is fenced when it wakes', async () => {
    const scene = await moved('sleepers');
    const sleeper = start(scene, ['apply', '--yes']);
    await untilLanded(scene, 3);
    sleeper.child.kill('SIGSTOP');
    await expireLease(scene)();

    const waker = finish(scene, ['apply', '--yes']);
    await wait(2_500);
    sleeper.child.kill('SIGCONT');
    await waker;
    const { code, stderr } = await sleeper.ended;

    expect(code).not.toBe(0);
    expect(stderr).toContain('STATE_FENCED');
    await converge(scene, expireLease(scene));
    await expectAllIsWell(scene, new Map());
    await scene.close();
  });
});

describe('a state that goes down in the middle', () => {
  it('stops the run: what cannot be recorded is not sent, and the next run settles what was', async () => {
    const scene = await moved('stateless');
    const run = start(scene, ['apply', '--yes']);
    await untilLanded(scene, 5);
    await admin.query('alter database stateless_state with allow_connections false');
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'stateless_state'");
    const atOutage = await landed(scene);

    const { code, stderr } = await run.ended;

    expect(code).not.toBe(0);
    expect(stderr).toMatch(/STATE_/);
    // One batch may have been on its way.
    expect(await landed(scene)).toBeLessThanOrEqual(atOutage + 20);
    expect(await landed(scene)).toBeLessThan(RECORDS);
    await admin.query('alter database stateless_state with allow_connections true');
    await converge(scene, expireLease(scene));
    expect(await landed(scene)).toBe(RECORDS);
    await expectAllIsWell(scene, new Map());
    await scene.close();
  });
});
