import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ApplyReport } from '../../src/model/generated/apply.ts';
import type { PlanDocument } from '../../src/model/generated/plan.ts';
import type { World } from '../../src/model/world.ts';
import { applyProject, openProject, planProject, planUndo, type PlanOptions } from '../../src/pipeline.ts';
import { realWorld } from '../../src/world.ts';

/** A project in a folder of its own, with SQLite systems. Remove it with `remove`. */
export interface TestProject {
  readonly dir: string;
  /** Runs SQL in one system's database. */
  sql(system: string, text: string, ...values: (string | number | null)[]): void;
  rows(system: string, query: string): Record<string, unknown>[];
  manifest(text: string): void;
  plan(options?: Partial<PlanOptions>): Promise<{ readonly plan: PlanDocument; readonly exit: number }>;
  apply(plan: PlanDocument, signal?: AbortSignal): Promise<ApplyReport>;
  /** The plan that takes a run back. */
  undo(run: string): Promise<{ readonly plan: PlanDocument; readonly exit: number }>;
  /** Plans with bootstrap, applies, and expects agreement afterwards. */
  agree(): Promise<void>;
  remove(): void;
}

const KEY = 'a key for tests, long enough';

/** The real world with a fixed key. */
export function testWorld(given: Partial<World> = {}): World {
  const world = realWorld();
  return { ...world, now: () => world.now(), env: (name) => (name === 'CONCORDAT_KEY' ? KEY : undefined), ...given };
}

/** Makes a project with one SQLite file per system. `tables`: system → create statement. */
export function sqliteProject(
  tables: Readonly<Record<string, string>>,
  manifest: string,
  world: World = testWorld(),
): TestProject {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-test-'));
  mkdirSync(join(dir, 'sync.d'));
  writeFileSync(join(dir, 'concordat.yaml'), 'version: 1\nname: test\nmanifests: sync.d\nstate: .concordat/state.db\n');
  const database = (system: string) => new DatabaseSync(join(dir, `${system}.db`));
  const project: TestProject = {
    dir,
    sql: (system, text, ...values) => {
      using db = disposable(database(system));
      if (values.length === 0) db.value.exec(text);
      else db.value.prepare(text).run(...values);
    },
    rows: (system, query) => {
      using db = disposable(database(system));
      return db.value
        .prepare(query)
        .all()
        .map((row) => ({ ...row }));
    },
    manifest: (text) => writeFileSync(join(dir, 'sync.d', 'all.yaml'), text),
    plan: async (options = {}) =>
      planProject(await openProject(dir, world), {
        isBootstrap: false,
        select: [],
        exclude: [],
        signal: new AbortController().signal,
        progress: () => {},
        ...options,
      }),
    apply: async (plan, signal = new AbortController().signal) =>
      applyProject(await openProject(dir, world), { plan, signal, progress: () => {} }),
    undo: async (run) =>
      planUndo(await openProject(dir, world), run, { signal: new AbortController().signal, progress: () => {} }),
    agree: async () => {
      const { plan } = await project.plan({ isBootstrap: true });
      const report = await project.apply(plan);
      if (report.exit !== 0)
        throw new Error(`The systems do not agree: exit ${report.exit}, ${JSON.stringify(report.systems)}`);
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
  project.manifest(manifest);
  for (const [system, statement] of Object.entries(tables)) project.sql(system, statement);
  return project;
}

function disposable(value: DatabaseSync): { readonly value: DatabaseSync; [Symbol.dispose](): void } {
  return { value, [Symbol.dispose]: () => value.close() };
}

/** A system manifest for a SQLite file of the project. */
export function sqliteSystem(name: string, access: string): string {
  return `kind: system\nname: ${name}\nconnector: sqlite\nconnection: { path: ${name}.db }\naccess: ${access}\n---\n`;
}

/** Verdicts by `key field`, for assertions. */
export function verdicts(plan: PlanDocument): Record<string, string> {
  return Object.fromEntries(
    plan.changes.flatMap((change) =>
      change.fields.map(
        (field) => [`${Object.values(change.key).map(String).join('/')} ${field.name}`, field.verdict] as const,
      ),
    ),
  );
}
