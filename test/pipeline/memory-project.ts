import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryConnector } from '../../plugins/memory/connector.ts';
import { createMemorySystem, type MemorySystem } from '../../plugins/memory/system.ts';
import type { ApplyReport } from '../../src/model/generated/apply.ts';
import type { PlanDocument } from '../../src/model/generated/plan.ts';
import type { Connector } from '../../src/model/connector.ts';
import type { Json } from '../../src/model/value.ts';
import type { World } from '../../src/model/world.ts';
import {
  applyProject,
  openProject,
  planProject,
  planUndo,
  type PlanOptions,
  type Project,
} from '../../src/pipeline.ts';
import { testWorld } from './sqlite-project.ts';

/** A project in a folder of its own, over systems in memory. Remove it with `remove`. */
export interface MemoryProject {
  readonly dir: string;
  /** The systems by name; tests edit them behind the engine's back. */
  readonly systems: ReadonlyMap<string, MemorySystem>;
  /** Wraps a system's connector; for faults that a system in memory does not have. */
  wrap: (system: string, connector: Connector) => Connector;
  manifest(text: string): void;
  open(): Promise<Project>;
  plan(options?: Partial<PlanOptions>): Promise<{ readonly plan: PlanDocument; readonly exit: number }>;
  apply(plan: PlanDocument, signal?: AbortSignal): Promise<ApplyReport>;
  /** The plan that takes a run back. */
  undo(run: string): Promise<{ readonly plan: PlanDocument; readonly exit: number }>;
  /** A system by name; throws when there is none. */
  system(name: string): MemorySystem;
  /** One record of a system as a plain object, or undefined. */
  record(system: string, resource: string, field: string, value: string): Record<string, unknown> | undefined;
  remove(): void;
}

type Contents = Readonly<Record<string, readonly Readonly<Record<string, Json>>[]>>;

/** Makes a project. `systems`: system → resource → records. */
export function memoryProject(
  systems: Readonly<Record<string, Contents>>,
  manifest: string,
  world: World = testWorld(),
): MemoryProject {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-memory-'));
  mkdirSync(join(dir, 'sync.d'));
  writeFileSync(join(dir, 'concordat.yaml'), 'version: 1\nname: test\n');
  const live = new Map(
    Object.entries(systems).map(([name, contents]) => [name, createMemorySystem(contents)] as const),
  );
  const options = { isBootstrap: false, select: [], exclude: [], progress: () => {} };
  const project: MemoryProject = {
    dir,
    systems: live,
    wrap: (_system, connector) => connector,
    manifest: (text) => writeFileSync(join(dir, 'sync.d', 'all.yaml'), text),
    open: async () => ({
      ...(await openProject(dir, world)),
      open: async (name) => project.wrap(name, new MemoryConnector(name, project.system(name), world)),
    }),
    plan: async (given = {}) =>
      planProject(await project.open(), { ...options, signal: new AbortController().signal, ...given }),
    apply: async (plan, signal = new AbortController().signal) =>
      applyProject(await project.open(), { plan, signal, progress: () => {} }),
    undo: async (run) =>
      planUndo(await project.open(), run, { signal: new AbortController().signal, progress: () => {} }),
    system: (name) => {
      const system = live.get(name);
      if (system === undefined) throw new RangeError(`The test has no system ${name}.`);
      return system;
    },
    record: (system, resource, field, value) => {
      const found = live
        .get(system)
        ?.records(resource)
        .find((record) => record.get(field) === value);
      return found === undefined ? undefined : Object.fromEntries(found);
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
  project.manifest(manifest);
  return project;
}

/** A system manifest for a system in memory. */
export function memorySystem(name: string, access: string): string {
  return `kind: system\nname: ${name}\nconnector: memory\naccess: ${access}\n---\n`;
}
