import { loadConfig } from '../../src/manifest/load-config.ts';
import type { AuditLeaf } from '../../src/model/audit.ts';
import type { DocumentKind, StateStore } from '../../src/model/state.ts';
import { openStateReader, openStateStore } from '../../src/state/open-state.ts';
import { realWorld } from '../../src/world.ts';
import type { DiskProject } from './project.ts';

/** Bodies of all documents of a kind in a project's state file, by id. */
export async function documentsOf<T>(project: DiskProject, kind: DocumentKind): Promise<T[]> {
  const state = await openStateReader(await loadConfig(project.dir, realWorld()), realWorld());
  const found: T[] = [];
  for await (const { body } of state.documents(kind)) found.push(body as unknown as T);
  await state.close();
  return found;
}

/** The audited decisions of a project's state file, in order. */
export async function decisionLeaves(project: DiskProject): Promise<AuditLeaf[]> {
  const state = await openStateReader(await loadConfig(project.dir, realWorld()), realWorld());
  const found: AuditLeaf[] = [];
  for await (const { leaf } of state.audit()) found.push(JSON.parse(leaf) as AuditLeaf);
  await state.close();
  return found.filter(({ kind }) => kind === 'decision');
}

/** Does something with a project's state, open for writing. */
export async function withStore<T>(project: DiskProject, work: (store: StateStore) => Promise<T>): Promise<T> {
  const store = await openStateStore(await loadConfig(project.dir, realWorld()), realWorld());
  return work(store).finally(() => store.close());
}
