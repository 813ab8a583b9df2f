import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, PROGRAM } from '../commands/run-program.ts';

/** A database as a test drives it: `?` stands for a value. */
export interface TestDatabase {
  run(sql: string, ...values: readonly (string | number | null)[]): Promise<void>;
  rows(sql: string, ...values: readonly (string | number | null)[]): Promise<readonly Record<string, unknown>[]>;
}

/** A project over two databases, whose second one logs every write that lands in it. */
export interface Scene {
  readonly dir: string;
  /** The system of record. */
  readonly crm: TestDatabase;
  /** The replica; table `kunden`, and `landed` with every write to it. */
  readonly erp: TestDatabase;
  /** Manifest text of the two systems, and `state` of concordat.yaml. */
  readonly systems: string;
  readonly state: string;
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The entity of all process tests. In SQLite nothing in the replica keeps the key unique. */
export const ENTITY = `kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email } }
---
kind: policy
name: wide
limits: [{ entity: customer, action: update, max: 10000 }, { entity: customer, action: create, max: 10000 }]
`;

/** A folder for a project. */
export function projectFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-kill-'));
  mkdirSync(join(dir, 'sync.d'));
  return dir;
}

/** Writes the project's files. */
export function writeProject({ dir, systems, state }: Pick<Scene, 'dir' | 'systems' | 'state'>): void {
  writeFileSync(join(dir, 'concordat.yaml'), `version: 1\nname: kill\nstate: ${state}\n`);
  writeFileSync(join(dir, 'sync.d', 'all.yaml'), `${systems}${ENTITY}`);
}

/** Removes a project. */
export function removeProject(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
}

/** A running program that may be killed. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

/** Starts the built program in the scene's project. */
export function start(scene: Scene, args: readonly string[]): Running {
  const child = spawn(process.execPath, [PROGRAM, '-C', scene.dir, ...args], {
    env: environment(scene.env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}

/** Runs the built program to its end. */
export function finish(scene: Scene, args: readonly string[]): Running['ended'] {
  return start(scene, args).ended;
}

/** Fills both sides with the same records and lets them agree. */
export async function agree(scene: Scene, records: number): Promise<void> {
  for (let i = 0; i < records; i += 1) {
    await scene.crm.run('insert into accounts (id, no, mail) values (?, ?, ?)', i, `C${i}`, `m${i}`);
    await scene.erp.run('insert into kunden (ref, email, note) values (?, ?, ?)', `C${i}`, `m${i}`, '0');
  }
  await scene.erp.run('delete from landed');
  const { code, stderr } = await finish(scene, ['apply', '--bootstrap', '--yes']);
  if (code !== 0) throw new Error(`The first agreement failed: ${stderr}`);
}
