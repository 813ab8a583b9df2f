import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import pg from 'pg';
import type { PostgresServer } from '../servers/postgres.ts';
import { projectFolder, removeProject, writeProject, type Scene, type TestDatabase } from './victim.ts';

/** SQLite files on both sides, and as the state. */
export async function sqliteScene(): Promise<Scene> {
  const dir = projectFolder();
  const crm = sqliteDatabase(join(dir, 'crm.db'));
  const erp = sqliteDatabase(join(dir, 'erp.db'));
  await crm.run('create table accounts (id integer primary key, no text, mail text)');
  await erp.run('create table kunden (id integer primary key, ref text, email text, note text)');
  await erp.run('create table landed (seq integer primary key, op text, ref text, email text)');
  for (const op of ['insert', 'update']) {
    const when = op === 'update' ? 'when new.email is not old.email or new.ref is not old.ref' : '';
    await erp.run(
      `create trigger log_${op} after ${op} on kunden ${when} begin insert into landed (op, ref, email) values ('${op}', new.ref, new.email); end`,
    );
  }
  const systems = ['crm: { accounts: [read] }', 'erp: { kunden: [read, create, update] }']
    .map((line) => {
      const [name = '', access = ''] = line.split(': {', 2);
      return `kind: system\nname: ${name}\nconnector: sqlite\nconnection: { path: ${name}.db }\naccess: {${access}\n---\n`;
    })
    .join('');
  const scene: Scene = {
    dir,
    crm,
    erp,
    systems,
    state: '.concordat/state.db',
    env: {},
    close: async () => removeProject(dir),
  };
  writeProject(scene);
  return scene;
}

/** PostgreSQL databases on both sides, and as the state. */
export async function postgresScene(server: PostgresServer, name: string): Promise<Scene> {
  const dir = projectFolder();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  for (const part of ['crm', 'erp', 'state']) await admin.query(`create database ${name}_${part}`);
  await admin.end();
  const crm = await postgresDatabase(server.urlFor(`${name}_crm`));
  const erp = await postgresDatabase(server.urlFor(`${name}_erp`));
  await crm.run('create table accounts (id integer primary key, no text, mail text)');
  await erp.run(
    'create table kunden (id integer generated always as identity primary key, ref text unique, email text, note text)',
  );
  await erp.run(
    'create table landed (seq integer generated always as identity primary key, op text, ref text, email text)',
  );
  await erp.run(`create function log_write() returns trigger language plpgsql as $$ begin
    if tg_op = 'INSERT' or new.email is distinct from old.email or new.ref is distinct from old.ref then
      insert into landed (op, ref, email) values (lower(tg_op), new.ref, new.email);
    end if; return new; end $$`);
  await erp.run('create trigger log_writes after insert or update on kunden for each row execute function log_write()');
  const system = (part: string, access: string) =>
    `kind: system\nname: ${part}\nconnector: postgres\nconnection: { url: "\${env:${part.toUpperCase()}_URL}" }\naccess: ${access}\n---\n`;
  const scene: Scene = {
    dir,
    crm,
    erp,
    systems: `${system('crm', '{ accounts: [read] }')}${system('erp', '{ kunden: [read, create, update] }')}`,
    state: '"${env:STATE_URL}"',
    env: {
      CRM_URL: server.urlFor(`${name}_crm`),
      ERP_URL: server.urlFor(`${name}_erp`),
      STATE_URL: server.urlFor(`${name}_state`),
    },
    close: async () => {
      await Promise.all([crm.close(), erp.close()]);
      removeProject(dir);
    },
  };
  writeProject(scene);
  return scene;
}

/** A SQLite file, opened anew for every statement, so that nothing is locked in between. */
export function sqliteDatabase(path: string): TestDatabase {
  const use = <T>(work: (database: DatabaseSync) => T): T => {
    const database = new DatabaseSync(path, { timeout: 10_000 });
    try {
      return work(database);
    } finally {
      database.close();
    }
  };
  return {
    run: async (sql, ...values) => use((database) => void database.prepare(sql).run(...values)),
    rows: async (sql, ...values) =>
      use((database) =>
        database
          .prepare(sql)
          .all(...values)
          .map((row) => ({ ...row })),
      ),
  };
}

async function postgresDatabase(url: string): Promise<TestDatabase & { close(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url });
  // The server ends before the last test has let go of it when a test fails.
  client.on('error', () => {});
  await client.connect();
  const numbered = (sql: string): string => {
    let place = 0;
    return sql.replaceAll('?', () => `$${(place += 1)}`);
  };
  return {
    run: async (sql, ...values) => void (await client.query(numbered(sql), [...values])),
    rows: async (sql, ...values) => (await client.query<Record<string, unknown>>(numbered(sql), [...values])).rows,
    close: () => client.end(),
  };
}
