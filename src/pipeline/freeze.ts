import { didYouMean, listWords } from '../manifest/suggest.ts';
import { loadConfig } from '../manifest/load-config.ts';
import { loadManifest } from '../manifest/load-manifest.ts';
import { auditLeaf } from '../model/audit.ts';
import type { Freeze } from '../model/decision.ts';
import { ConcordatError } from '../model/error.ts';
import type { FreezeReport } from '../model/generated/freeze.ts';
import type { ProjectConfig } from '../model/manifest.ts';
import type { Json } from '../model/value.ts';
import { actorOf, type World } from '../model/world.ts';
import { openStateReader, openStateStore } from '../state/open-state.ts';
import { bodies } from './followed.ts';
import { gitState } from './git-state.ts';

/** What a freeze covers: everything, one system, or one entity. */
export type FreezeScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'system'; readonly name: string }
  | { readonly kind: 'entity'; readonly name: string };

/** Where freezing happens: a project's folder is enough, for it must work when nothing else does. */
export interface FreezePlace {
  readonly dir: string;
  readonly world: World;
}

/**
 * Forbids every write that the scope covers, from now on, also to a run that is writing. What is frozen already stays as it is.
 * Throws SYSTEM_UNKNOWN or ENTITY_UNKNOWN (exit 64). With manifests that are not valid, names are taken as they are.
 */
export async function freeze(place: FreezePlace, scope: FreezeScope, reason: string | null): Promise<FreezeReport> {
  const config = await loadConfig(place.dir, place.world);
  await expectKnown(config, scope);
  const id = freezeId(scope);
  const frozen = await readFreezes(config, place.world);
  if (frozen.some((each) => each.id === id)) return reportOf(place.world, 'freeze', { id, isNew: false }, frozen);
  const made: Freeze = { id, actor: actorOf(place.world), at: place.world.now(), reason };
  await decide(config, place.world, scope, { action: 'freeze', reason, document: made });
  return reportOf(place.world, 'freeze', { id, isNew: true }, [...frozen, made]);
}

/** Takes a freeze back. Others that cover the same stay, and are in the report. Throws as freeze does for a name that is not frozen either. */
export async function thaw(place: FreezePlace, scope: FreezeScope, reason: string | null): Promise<FreezeReport> {
  const config = await loadConfig(place.dir, place.world);
  const id = freezeId(scope);
  const frozen = await readFreezes(config, place.world);
  const found = frozen.find((each) => each.id === id);
  if (found === undefined) {
    await expectKnown(config, scope);
    return reportOf(place.world, 'thaw', { id, isNew: false }, frozen);
  }
  await decide(config, place.world, scope, { action: 'thaw', reason, document: null });
  const left = frozen.filter((each) => each !== found);
  return reportOf(place.world, 'thaw', { id, isNew: true }, left);
}

/** Everything that is frozen. Reads the state alone. */
export async function listFreezes({ dir, world }: FreezePlace): Promise<FreezeReport> {
  const config = await loadConfig(dir, world);
  return reportOf(world, 'list', { id: null, isNew: false }, await readFreezes(config, world));
}

/** `all`, `system:erp`, `entity:customer`. */
export function freezeId(scope: FreezeScope): string {
  return scope.kind === 'all' ? 'all' : `${scope.kind}:${scope.name}`;
}

/** What one decision records. */
interface FreezeDecision {
  readonly action: 'freeze' | 'thaw';
  readonly reason: string | null;
  /** The freeze to keep; null takes it away. */
  readonly document: Freeze | null;
}

async function decide(
  config: ProjectConfig,
  world: World,
  scope: FreezeScope,
  { action, reason, document }: FreezeDecision,
): Promise<void> {
  const id = freezeId(scope);
  const commit = (await gitState(config.root))?.commit ?? null;
  const at = document?.at ?? world.now();
  const leaf = auditLeaf({
    kind: 'decision',
    at,
    actor: actorOf(world),
    action,
    entity: scope.kind === 'entity' ? scope.name : null,
    system: scope.kind === 'system' ? scope.name : null,
    commit,
    detail: { id, reason },
  });
  const store = await openStateStore(config, world);
  try {
    await store.decide(
      document === null
        ? { undocuments: [{ kind: 'freeze', id }], audit: [leaf] }
        : { documents: [{ kind: 'freeze', id, body: document as unknown as Json }], audit: [leaf] },
    );
  } finally {
    await store.close();
  }
}

async function readFreezes(config: ProjectConfig, world: World): Promise<readonly Freeze[]> {
  const state = await openStateReader(config, world);
  return bodies<Freeze>(state, 'freeze').finally(() => state.close());
}

async function expectKnown(config: ProjectConfig, scope: FreezeScope): Promise<void> {
  if (scope.kind === 'all') return;
  const { manifest } = await loadManifest(config);
  if (manifest === null) return;
  const names = [...(scope.kind === 'system' ? manifest.systems : manifest.entities).keys()];
  if (names.includes(scope.name)) return;
  const code = scope.kind === 'system' ? 'SYSTEM_UNKNOWN' : 'ENTITY_UNKNOWN';
  throw new ConcordatError(code, `No ${scope.kind} of this project has this name.${didYouMean(scope.name, names)}`, {
    exit: 64,
    at: scope.name,
    advice: `There are ${listWords(names)}.`,
  });
}

function reportOf(
  world: World,
  action: FreezeReport['action'],
  { id, isNew }: { readonly id: string | null; readonly isNew: boolean },
  frozen: readonly Freeze[],
): FreezeReport {
  const sorted = [...frozen].sort((a, b) => (a.id < b.id ? -1 : 1));
  return { instant: world.now(), action, id, is_new: isNew, frozen: sorted.map((each) => ({ ...each })) };
}
