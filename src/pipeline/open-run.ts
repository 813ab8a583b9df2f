import { Gate } from '../connector/gate.ts';
import { openConnector } from '../connector/load.ts';
import type { Connector, ResourceCapabilities } from '../model/connector.ts';
import { indexLinks, type LinkIndex } from '../match/link-index.ts';
import { actorOf } from '../model/world.ts';
import { ConcordatError } from '../model/error.ts';
import type { EntityDef, Manifest } from '../model/manifest.ts';
import type { BaseEntry, StateReader } from '../model/state.ts';
import { analyseExpression } from '../transform/analyse.ts';
import { compileEntity } from '../transform/compile-entity.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';
import { listNamesOfManifest, loadShippedLists } from '../value/shipped-lists.ts';
import { loadFollowed } from './followed.ts';
import { bindingAddress, type Memory, type Progress, type Project, type Run } from './run.ts';

/** Opens every system that an entity uses, compiles the entities and loads what the state knows. Close it with closeRun. */
export async function openRun(
  project: Project,
  state: StateReader,
  signal: AbortSignal,
  progress: Progress,
): Promise<Run> {
  const { manifest } = project;
  const opened = await openSystems(project, signal);
  try {
    const lists = await loadShippedLists(listNamesOfManifest(manifest));
    const runtimes = new Map<string, EntityRuntime>();
    for (const entity of manifest.entities.values()) {
      runtimes.set(
        entity.name,
        compileEntity(entity, {
          manifest,
          lists,
          allFields: (system, resource) => opened.allFields.get(`${system}\u0000${resource}`) ?? [],
        }),
      );
    }
    const memory = await loadMemory(manifest, state);
    return {
      project,
      manifest,
      runtimes,
      entityOrder: orderEntities(manifest),
      ...opened,
      evaluator: project.evaluator(),
      memory,
      requester: actorOf(project.world),
      signal,
      progress,
    };
  } catch (error) {
    await closeAll(opened.connectors);
    throw error;
  }
}

/** Opens the state for reading and a run over it, does the work, and closes both. */
export async function withOpenRun<T>(
  project: Project,
  { signal, progress }: { readonly signal: AbortSignal; readonly progress: Progress },
  work: (run: Run, state: StateReader) => Promise<T>,
): Promise<T> {
  const state = await project.state.reader();
  try {
    const run = await openRun(project, state, signal, progress);
    return await work(run, state).finally(() => closeRun(run));
  } finally {
    await state.close();
  }
}

/** Releases everything that openRun took. */
export async function closeRun(run: Run): Promise<void> {
  await run.evaluator.close();
  await closeAll(run.connectors);
}

interface Opened {
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly identities: ReadonlyMap<string, string>;
  readonly unreachable: ReadonlyMap<string, string>;
  readonly capabilities: ReadonlyMap<string, ResourceCapabilities>;
  readonly allFields: ReadonlyMap<string, readonly string[]>;
}

async function openSystems(project: Project, signal: AbortSignal): Promise<Opened> {
  const opened = {
    connectors: new Map<string, Connector>(),
    identities: new Map<string, string>(),
    unreachable: new Map<string, string>(),
    capabilities: new Map<string, ResourceCapabilities>(),
    allFields: new Map<string, readonly string[]>(),
  };
  const used = new Set([...project.manifest.entities.values()].flatMap((entity) => [...entity.bindings.keys()]));
  try {
    for (const name of [...used].sort()) await openSystem(project, name, opened, signal);
  } catch (error) {
    await closeAll(opened.connectors);
    throw error;
  }
  return opened;
}

async function openSystem(
  project: Project,
  name: string,
  opened: {
    readonly connectors: Map<string, Connector>;
    readonly identities: Map<string, string>;
    readonly unreachable: Map<string, string>;
    readonly capabilities: Map<string, ResourceCapabilities>;
    readonly allFields: Map<string, readonly string[]>;
  },
  signal: AbortSignal,
): Promise<void> {
  try {
    const connector = await project.open(name);
    opened.connectors.set(name, connector);
    opened.identities.set(name, await connector.identity(signal));
    for (const entity of project.manifest.entities.values()) {
      const binding = entity.bindings.get(name);
      if (binding !== undefined)
        opened.capabilities.set(
          bindingAddress(entity.name, name),
          await connector.capabilities.of(binding.resource, signal),
        );
    }
    await describeSystem(project.manifest, name, connector, opened.allFields, signal);
  } catch (error) {
    if (!(error instanceof ConcordatError) || !error.isRetryable) throw error;
    opened.unreachable.set(name, `${error.code}: ${error.message}`);
  }
}

/** Native fields of the resources that an expression reads as a whole, by `system NUL resource`. */
async function describeSystem(
  manifest: Manifest,
  name: string,
  connector: Connector,
  allFields: Map<string, readonly string[]>,
  signal: AbortSignal,
): Promise<void> {
  const bindings = [...manifest.entities.values()].flatMap((entity) => entity.bindings.get(name) ?? []);
  if (!bindings.some((binding) => [...binding.read.values()].some(({ source }) => readsAll(source)))) return;
  for (const resource of await connector.describe(signal)) {
    allFields.set(
      `${name}\u0000${resource.name}`,
      resource.fields.map((field) => field.name),
    );
  }
}

function readsAll(source: string): boolean {
  const analysis = analyseExpression(source);
  return analysis.ok && analysis.readsAll;
}

/** Entities sorted by name, each after those that its key or match fields point at. */
export function orderEntities(manifest: Manifest): string[] {
  const ordered: string[] = [];
  const visit = (entity: EntityDef, path: ReadonlySet<string>): void => {
    if (ordered.includes(entity.name) || path.has(entity.name)) return;
    const next = new Set([...path, entity.name]);
    for (const target of referencesOf(entity)) {
      const found = manifest.entities.get(target);
      if (found !== undefined) visit(found, next);
    }
    ordered.push(entity.name);
  };
  for (const name of [...manifest.entities.keys()].sort()) {
    const entity = manifest.entities.get(name);
    if (entity !== undefined) visit(entity, new Set());
  }
  return ordered;
}

function referencesOf(entity: EntityDef): string[] {
  return [...entity.fields.values()].flatMap((field) => (field.ref === null ? [] : [field.ref])).sort();
}

/** What the state knows, as one run keeps it. */
export async function loadMemory(manifest: Manifest, state: StateReader): Promise<Memory> {
  const memory = {
    links: new Map<string, LinkIndex>(),
    base: new Map<string, BaseEntry>(),
    tombstones: [] as Memory['tombstones'][number][],
  };
  for (const entity of manifest.entities.keys()) {
    memory.links.set(entity, indexLinks(await collect(state.links(entity))));
    for await (const entry of state.base(entity))
      memory.base.set(`${entity}\u0000${entry.system}\u0000${entry.record}`, entry);
    for await (const tombstone of state.tombstones(entity)) memory.tombstones.push(tombstone);
  }
  const marks = new Map((await state.reads()).map((mark) => [bindingAddress(mark.entity, mark.system), mark] as const));
  return {
    lineage: await state.lineage(),
    ...memory,
    marks,
    followed: await loadFollowed(state),
  };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function closeAll(connectors: ReadonlyMap<string, Connector>): Promise<void> {
  for (const connector of connectors.values()) await connector.close();
}

/** Opens a system of the manifest by its connector's name. */
export function openByName(manifest: Manifest, root: string, world: Project['world']): Project['open'] {
  // What a system asked for while it was planned stands while it is applied: one door per system, however often it is opened.
  const gates = new Map<string, Gate>();
  return async (name) => {
    const system = manifest.systems.get(name);
    if (system === undefined)
      throw new ConcordatError('SYSTEM_UNKNOWN', 'Bug in concordat: a binding names a system that is not declared.', {
        at: name,
      });
    const gate = gates.get(name) ?? new Gate({ ...system.limits, system: name }, world);
    gates.set(name, gate);
    return openConnector(system, root, world, gate);
  };
}
