import { open } from 'node:fs/promises';
import { entryOf } from '../audit/entries.ts';
import { exportLines } from '../audit/export-lines.ts';
import { ConcordatError } from '../model/error.ts';
import type { AuditEntry, AuditLog } from '../model/generated/audit-log.ts';
import type { StateReader } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { type AuditProject, keyTest } from './audit-project.ts';

/** Lines are joined to pieces of about this size before they are written. */
const PIECE_CHARS = 65_536;

/** Which records of the chain; all given parts must hold. */
export interface AuditQuery {
  readonly entity?: string | undefined;
  /** Key text, its parts joined with `/`, or a fingerprint. */
  readonly key?: string | undefined;
  /** Canonical or native name. */
  readonly field?: string | undefined;
  readonly system?: string | undefined;
  readonly actor?: string | undefined;
  /** Id of a run, or the beginning of one. */
  readonly run?: string | undefined;
  /** UTC instants, both included. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  /** The newest of those; all when it is 0. */
  readonly last: number;
}

/** Records of the audit chain. Writes nothing; reads no system. */
export async function auditLog(project: AuditProject, query: AuditQuery): Promise<AuditLog> {
  const test = await testOf(project, query);
  const state = await project.state.reader();
  try {
    let [entries, records, matched]: [AuditEntry[], number, number] = [[], 0, 0];
    for await (const record of state.audit()) {
      records += 1;
      const entry = entryOf(record);
      if (!test(entry)) continue;
      matched += 1;
      entries.push(entry);
      if (query.last > 0 && entries.length >= 2 * query.last) entries = entries.slice(-query.last);
    }
    if (query.last > 0) entries = entries.slice(-query.last);
    const { config, world } = project;
    const lineage = (await state.lineage())?.id ?? null;
    const shown = await withEnvelopes(state, entries);
    return { project: config.name, lineage, instant: world.now(), records, matched, entries: shown };
  } finally {
    await state.close();
  }
}

/** Writes the chain with its heads to a new file, for concordat-audit-verify. Throws EXPORT_EXISTS or FILE_WRITE_FAILED, exit 1. */
export async function exportAudit(project: AuditProject, path: string): Promise<{ readonly records: number }> {
  const state = await project.state.reader();
  try {
    const header = {
      lineage: (await state.lineage())?.id ?? '',
      project: project.config.name,
      at: project.world.now(),
    };
    const lines = exportLines(header, await headsOf(state), state.audit());
    return { records: await writeLines(path, lines) };
  } finally {
    await state.close();
  }
}

/** Signed heads beside the chain, in the order of their records. */
export async function headsOf(state: StateReader): Promise<readonly Json[]> {
  const heads: Json[] = [];
  for await (const { body } of state.documents('head')) heads.push(body);
  return heads;
}

/** Lines that were written, but for the header, the end and the heads. */
async function writeLines(path: string, lines: AsyncIterable<string>): Promise<number> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      let [records, held] = [0, ''];
      for await (const text of lines) {
        if (text.startsWith('{"record"')) records += 1;
        held += text;
        if (held.length < PIECE_CHARS) continue;
        await file.appendFile(held, 'utf8');
        held = '';
      }
      await file.appendFile(held, 'utf8');
      await file.sync();
      return records;
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (!(cause instanceof Error) || !('syscall' in cause)) throw cause;
    const exists = 'code' in cause && cause.code === 'EEXIST';
    throw new ConcordatError(
      exists ? 'EXPORT_EXISTS' : 'FILE_WRITE_FAILED',
      exists ? 'There is a file of this name already.' : 'The file could not be written.',
      { at: path, advice: exists ? 'Name a new one.' : 'Check that the folder exists and may be written to.', cause },
    );
  }
}

async function testOf(project: AuditProject, query: AuditQuery): Promise<(entry: AuditEntry) => boolean> {
  const { entity, key, field, system, actor, run, since, until } = query;
  const hasKey = key === undefined ? null : await keyTest(project, key);
  return (entry) =>
    (entity === undefined || entry.entity === entity) &&
    (hasKey === null || hasKey(entry.entity, entry.key)) &&
    (field === undefined || entry.fields.some(({ name, at }) => name === field || at === field)) &&
    (system === undefined || entry.system === system) &&
    (actor === undefined || entry.actor === actor) &&
    (run === undefined || entry.run?.startsWith(run) === true) &&
    (since === undefined || entry.at >= since) &&
    (until === undefined || entry.at <= until);
}

/** Says of each write whether its encrypted values are still there. */
async function withEnvelopes(state: StateReader, entries: readonly AuditEntry[]): Promise<AuditEntry[]> {
  const ids = entries.flatMap(({ envelope }) => (envelope === null ? [] : [envelope.id]));
  const kept = new Set<string>();
  for await (const { id } of state.documents('envelope', ids)) kept.add(id);
  return entries.map((entry) =>
    entry.envelope === null
      ? entry
      : { ...entry, envelope: { id: entry.envelope.id, kept: kept.has(entry.envelope.id) } },
  );
}
