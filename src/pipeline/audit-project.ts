import { signerOf } from '../audit/heads.ts';
import { loadConfig } from '../manifest/load-config.ts';
import { loadManifest } from '../manifest/load-manifest.ts';
import { ConcordatError } from '../model/error.ts';
import type { Manifest } from '../model/manifest.ts';
import type { World } from '../model/world.ts';
import { fingerprintOf } from '../plan/mask-values.ts';
import { loadDigests } from '../state/key.ts';
import { openStateReader, openStateStore } from '../state/open-state.ts';
import { compileEntity } from '../transform/compile-entity.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';
import { isClassified } from '../value/mask.ts';
import { listNamesOfManifest, loadShippedLists } from '../value/shipped-lists.ts';
import type { Project } from './run.ts';

/** What the audit commands need of a project: its state and key. They work without its systems, and with manifests that are not valid. */
export type AuditProject = Pick<Project, 'config' | 'world' | 'digests' | 'state' | 'signer'>;

/** Opens the state and the key of the project at `dir`. */
export async function openAuditProject(dir: string, world: World): Promise<AuditProject> {
  const config = await loadConfig(dir, world);
  const digests = await loadDigests(config, world);
  return {
    config,
    world,
    digests,
    signer: () => signerOf(digests, world),
    state: { reader: () => openStateReader(config, world), store: () => openStateStore(config, world) },
  };
}

/** Whether a key of the chain is the one that somebody asks for. */
export type KeyTest = (entity: string | null, key: string | null) => boolean;

/**
 * A key as a person names it: as it is, as a fingerprint with or without `fp:`, or, where the manifests call it classified, in clear.
 */
export async function keyTest(project: AuditProject, wanted: string): Promise<KeyTest> {
  const forms = new Map<string, string>();
  for (const runtime of await entitiesOf(project)) forms.set(runtime.entity.name, maskedKey(project, runtime, wanted));
  const bare = wanted.replace(/^fp:/, '');
  return (entity, key) => key !== null && (key === wanted || key === bare || key === forms.get(entity ?? ''));
}

/** The key as the chain has it, should it be one of this entity. */
function maskedKey({ digests }: AuditProject, { entity, fields }: EntityRuntime, wanted: string): string {
  const parts = entity.key.length === 1 ? [wanted] : wanted.split('/');
  return parts
    .map((part, index) => {
      const name = entity.key[index] ?? '';
      const type = fields.get(name)?.type;
      if (type === undefined || !isClassified(type.type.class)) return part;
      return fingerprintOf(digests, entity.name, name, type.normalForm(part)).slice(0, 8);
    })
    .join('/');
}

/** The entities of the manifests, as far as they can be understood: an audit must not fail for a manifest that does not fit. */
async function entitiesOf(project: AuditProject): Promise<readonly EntityRuntime[]> {
  const { manifest } = await loadManifest(project.config).catch(ignoreProblem);
  if (manifest === null) return [];
  const lists = await loadShippedLists(listNamesOfManifest(manifest));
  return [...manifest.entities.values()].flatMap((entity) => {
    try {
      return [compileEntity(entity, { manifest, lists, allFields: () => [] })];
    } catch (error) {
      ignoreProblem(error);
      return [];
    }
  });
}

/** Told by validate, and no concern of an audit. */
function ignoreProblem(error: unknown): { readonly manifest: Manifest | null } {
  if (error instanceof ConcordatError) return { manifest: null };
  throw error;
}
