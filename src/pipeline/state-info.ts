import { loadConfig } from '../manifest/load-config.ts';
import type { StateInfo } from '../model/generated/state-info.ts';
import type { ProjectConfig, StateKeySource } from '../model/manifest.ts';
import type { World } from '../model/world.ts';
import { parseKeyDocument } from '../state/key-document.ts';
import { openRawReader } from '../state/open-state.ts';
import type { RawReader } from '../state/raw-store.ts';
import { readKeyBody } from '../state/state-keys.ts';
import { shownPlace } from '../state/state-place.ts';

/** What the state of the project at `dir` is. Needs neither its key nor any system; writes nothing. */
export async function stateInfo(dir: string, world: World): Promise<StateInfo> {
  const config = await loadConfig(dir, world);
  const raw = await openRawReader(config, world);
  if (raw === null) return noState(config);
  try {
    return await infoOf(config, raw);
  } finally {
    await raw.close();
  }
}

/** What an open state is. */
export async function infoOf(config: ProjectConfig, raw: RawReader): Promise<StateInfo> {
  const [lineage, { layout, lease, counts }] = [await raw.lineage(), await raw.facts()];
  const frozen: string[] = [];
  for await (const { id } of raw.documents('freeze')) frozen.push(id);
  return {
    ...noState(config),
    lineage: lineage?.id ?? null,
    serial: lineage?.serial ?? 0,
    layout,
    encryption: await encryptionOf(config, raw),
    lease: lease === null ? null : { holder: lease.holder, fence: lease.fence, expires_at: lease.expiresAt },
    frozen,
    counts: {
      links: counts.link,
      base: counts.base,
      tombstones: counts.tombstone,
      journal: counts.journal,
      open_intents: counts.open_intent,
      documents: counts.document,
      audit: counts.audit,
    },
  };
}

async function encryptionOf(config: ProjectConfig, raw: RawReader): Promise<StateInfo['encryption']> {
  const body = await readKeyBody(raw);
  const source = sourceOf(config.stateKey);
  if (body === null) return { on: false, key: null, keys: 'none', source };
  const document = parseKeyDocument(body);
  if ('open' in document) return { on: false, key: null, keys: 'clear', source };
  return { on: true, key: document.active, keys: 'wrapped', source };
}

/** Arguments of a command may hold anything: only its name is shown. */
function sourceOf(source: StateKeySource | undefined): string | null {
  if (source === undefined) return null;
  if (source.kind === 'command') return `command ${source.command[0] ?? ''}`;
  return source.kind === 'env' ? `\${env:${source.name}}` : `\${file:${source.path}}`;
}

function noState(config: ProjectConfig): StateInfo {
  const none = { links: 0, base: 0, tombstones: 0, journal: 0, open_intents: 0, documents: 0, audit: 0 };
  return {
    project: config.name,
    location: shownPlace(config),
    lineage: null,
    serial: 0,
    layout: 0,
    encryption: { on: false, key: null, keys: 'none', source: sourceOf(config.stateKey) },
    lease: null,
    frozen: [],
    counts: none,
  };
}
