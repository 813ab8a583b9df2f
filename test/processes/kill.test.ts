import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type PostgresServer } from '../servers/postgres.ts';
import { expectAllIsWell } from './after-kill.ts';
import { postgresScene, sqliteScene } from './scenes.ts';
import { agree, finish, start, type Scene } from './victim.ts';

/** Kills per kind of database: 50 in all in CI; the soak sets more. */
const RUNS = Number(process.env['KILL_RUNS'] ?? 50) / 2;
const RECORDS = 40;

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => server.stop());

/** Owners move, records are born, people edit what is theirs in the replica, and the run is killed at any time. */
async function killOften(scene: Scene): Promise<{ readonly hit: number; readonly notes: Map<string, string> }> {
  await agree(scene, RECORDS);
  const notes = new Map<string, string>();
  let hit = 0;
  for (let round = 0; round < RUNS; round += 1) {
    for (let i = 0; i < 15; i += 1)
      await scene.crm.run(
        'update accounts set mail = ? where no = ?',
        `r${round}-${i}`,
        `C${(round * 7 + i) % RECORDS}`,
      );
    await scene.crm.run('insert into accounts (id, no, mail) values (?, ?, ?)', 1000 + round, `N${round}`, `n${round}`);
    const { child, ended } = start(scene, ['apply', '--yes', '--json']);
    const victim = `C${round % RECORDS}`;
    await wait(250 + Math.floor(Math.random() * 700));
    await scene.erp.run('update kunden set note = ? where ref = ?', `note ${round}`, victim);
    notes.set(victim, `note ${round}`);
    await wait(Math.floor(Math.random() * 150));
    child.kill('SIGKILL');
    if ((await ended).code === null) hit += 1;
  }
  return { hit, notes };
}

/** A lease that was lost with its process ends after a minute: the test takes the minute away. */
async function converge(scene: Scene, expireLease: () => Promise<void>): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await expireLease();
    const { code } = await finish(scene, ['apply', '--yes']);
    if (code === 0) break;
  }
  const { code, stdout } = await finish(scene, ['plan', '--detailed-exitcode']);
  expect(code, stdout).toBe(0);
}

describe('kill -9 in the middle of an apply', () => {
  it('neither doubles nor loses anything, and the next run converges: SQLite', async () => {
    const { sqliteDatabase } = await import('./scenes.ts');
    const scene = await sqliteScene();
    const state = sqliteDatabase(`${scene.dir}/.concordat/state.db`);
    const expire = () => state.run("update lease set expires_at = '2000-01-01T00:00:00.000Z'");
    const { hit, notes } = await killOften(withLeaseTaken(scene, expire));

    await converge(scene, expire);

    await expectAllIsWell(scene, notes);
    expect(hit).toBeGreaterThan(RUNS / 4);
    await scene.close();
  }, 300_000);

  it('neither doubles nor loses anything, and the next run converges: PostgreSQL', async () => {
    const scene = await postgresScene(server, 'killed');
    const { default: pg } = await import('pg');
    const state = new pg.Client({ connectionString: scene.env['STATE_URL'] ?? '' });
    state.on('error', () => {});
    await state.connect();
    const expire = async () => void (await state.query("update concordat.lease set expires_at = '2000-01-01'"));
    const { hit, notes } = await killOften(withLeaseTaken(scene, expire));

    await converge(scene, expire);

    await expectAllIsWell(scene, notes);
    expect(hit).toBeGreaterThan(RUNS / 4);
    await state.end();
    await scene.close();
  }, 300_000);
});

/** The scene, but the lease of the killed run is over whenever the source moves. */
function withLeaseTaken(scene: Scene, expire: () => Promise<void>): Scene {
  const run: Scene['crm']['run'] = async (sql, ...values) => {
    if (sql.startsWith('insert into accounts') && String(values[1]).startsWith('N')) await expire();
    await scene.crm.run(sql, ...values);
  };
  return { ...scene, crm: { ...scene.crm, run } };
}
