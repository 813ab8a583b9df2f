import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { JournalEntry } from '../model/journal.ts';
import type { BaseEntry, DecisionCommit, Lease, StateCommit } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { type ChainEnd, chainRecords, chainStart } from './audit-chain.ts';
import { packFields, packRowDigest } from './base-blob.ts';
import { JOURNAL_COLUMNS, journalRow } from './journal-row.ts';
import { leaseAt, msUntil } from './lease-time.ts';
import { KEY_DOCUMENT, type RawStore } from './raw-store.ts';
import { stateFenced, stateKeyChanged, stateLocked } from './state-errors.ts';
import { whileBusy } from './sqlite-open.ts';
import { type SqliteFile, sqliteReader } from './sqlite-reader.ts';
import { rewriteRows } from './sqlite-rewrite.ts';
import { transaction } from './sqlite-transaction.ts';

/** The whole store over a file opened for writing. */
export function sqliteStore(file: SqliteFile): RawStore {
  const write = new SqliteWriter(file);
  const inTransaction = <T>(work: () => T): Promise<T> =>
    whileBusy(file.path, file.world, () => transaction(file, work));
  return {
    ...sqliteReader(file),
    acquireLease: (holder, ttlMs, now) => inTransaction(() => acquire(file, leaseAt(holder, ttlMs, now), now)),
    renewLease: (lease, ttlMs, now) =>
      inTransaction(() => renew(file, lease, leaseAt(lease.holder, ttlMs, now).expiresAt)),
    releaseLease: (lease) => inTransaction(() => release(file, lease)),
    commit: (lease, commit) => inTransaction(() => write.commit(lease, commit)),
    decide: (commit) => inTransaction(() => write.decide(commit)),
    decideUnder: (key, commit) =>
      inTransaction(() => {
        write.checkKey(key);
        write.decide(commit);
      }),
    rewrite: (lease, key, rewrite) =>
      inTransaction(() => {
        write.checkFence(lease);
        write.checkKey(key);
        rewriteRows(file.database, rewrite);
        write.decide(rewrite.commit);
      }),
  };
}

interface LeaseRow {
  readonly holder: string | null;
  readonly fence: number;
  readonly expires_at: string | null;
}

function acquire(
  file: SqliteFile,
  wanted: { readonly holder: string; readonly expiresAt: string },
  now: string,
): Lease {
  const row = file.database.prepare('select holder, fence, expires_at from lease').get() as unknown as LeaseRow;
  const waitMs = row.expires_at === null ? 0 : msUntil(row.expires_at, now);
  if (row.holder !== null && row.holder !== wanted.holder && waitMs > 0) {
    throw stateLocked(file.path, { holder: row.holder, expiresAt: row.expires_at ?? '', waitMs });
  }
  const lease = { ...wanted, fence: row.fence + 1 };
  file.database
    .prepare('update lease set holder = ?, fence = ?, expires_at = ?')
    .run(lease.holder, lease.fence, lease.expiresAt);
  return lease;
}

function renew(file: SqliteFile, lease: Lease, expiresAt: string): Lease {
  const sql = 'update lease set expires_at = ? where fence = ? and holder = ?';
  const { changes } = file.database.prepare(sql).run(expiresAt, lease.fence, lease.holder);
  if (Number(changes) === 0) throw stateFenced(file.path);
  return { ...lease, expiresAt };
}

function release(file: SqliteFile, lease: Lease): void {
  const sql = 'update lease set holder = null, expires_at = null where fence = ? and holder = ?';
  file.database.prepare(sql).run(lease.fence, lease.holder);
}

/** Keeps the prepared statements of commits. */
class SqliteWriter {
  readonly #file: SqliteFile;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: SqliteFile) {
    this.#file = file;
  }

  commit(lease: Lease, commit: StateCommit): void {
    this.checkFence(lease);
    for (const { entity, system, nativeId } of commit.unlinks ?? []) this.#run(UNLINK, entity, system, nativeId);
    for (const link of commit.links ?? [])
      this.#run(LINK, link.entity, link.system, link.nativeId, link.record, link.key);
    for (const { entity, system, record } of commit.unbase ?? []) this.#run(UNBASE, entity, system, record);
    const shapes = new Map<string, number>();
    for (const entry of commit.base ?? []) this.#setBase(entry, shapes);
    for (const mark of commit.reads ?? [])
      this.#run(READ_MARK, mark.entity, mark.system, mark.count, mark.filter, mark.at);
    for (const stone of commit.tombstones ?? [])
      this.#run(TOMBSTONE, stone.entity, stone.system, stone.nativeId, stone.key, stone.at);
    for (const entry of commit.journal ?? []) this.#append(entry);
    this.decide(commit);
  }

  /** The part of a commit that needs no lease. */
  decide(commit: DecisionCommit): void {
    for (const { kind, id, body } of commit.documents ?? []) this.#run(DOCUMENT, kind, id, JSON.stringify(body));
    for (const { kind, id } of commit.undocuments ?? []) this.#run(UNDOCUMENT, kind, id);
    if (commit.audit !== undefined && commit.audit.length > 0)
      for (const { seq, leaf, prev, hash } of chainRecords(this.#chainEnd(), commit.audit))
        this.#run(AUDIT, seq, leaf, prev, hash);
    this.#run('update meta set serial = serial + 1');
  }

  #chainEnd(): ChainEnd {
    const last = this.#statement('select seq, hash from audit order by seq desc limit 1').get();
    if (last !== undefined) return last as unknown as ChainEnd;
    return chainStart(String(this.#statement('select lineage from meta').get()?.['lineage']));
  }

  checkFence(lease: Lease): void {
    const row = this.#statement('select 1 from lease where fence = ? and holder = ?').get(lease.fence, lease.holder);
    if (row === undefined) throw stateFenced(this.#file.path);
  }

  /** The key's document is still the one given. */
  checkKey(key: Json | null): void {
    const row = this.#statement("select body from document where kind = 'key' and id = ?").get(KEY_DOCUMENT);
    if ((row?.['body'] ?? null) !== (key === null ? null : JSON.stringify(key))) throw stateKeyChanged();
  }

  /** `shapes` serves one commit only: a rollback takes new shapes back. */
  #setBase(entry: BaseEntry, shapes: Map<string, number>): void {
    const { shape, values } = packFields(entry.fields);
    const id = shapes.get(shape) ?? this.#shapeId(shape);
    shapes.set(shape, id);
    const owner = packRowDigest(entry.ownerDigest);
    this.#run(BASE, entry.entity, entry.system, entry.record, owner, packRowDigest(entry.replicaDigest), id, values);
  }

  #shapeId(content: string): number {
    const found = this.#statement('select id from shape where content = ?').get(content);
    if (found !== undefined) return Number(found['id']);
    return Number(this.#statement('insert into shape (content) values (?)').run(content).lastInsertRowid);
  }

  #append(entry: JournalEntry): void {
    const { lastInsertRowid } = this.#statement(JOURNAL).run(...journalRow(entry));
    if (entry.kind === 'intent')
      this.#run('insert into open_intent values (?, ?, ?)', lastInsertRowid, entry.run, entry.change);
    if (entry.kind === 'outcome')
      this.#run('delete from open_intent where run = ? and change is ?', entry.run, entry.change);
  }

  #run(sql: string, ...values: readonly SQLInputValue[]): void {
    this.#statement(sql).run(...values);
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.#file.database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }
}

const LINK = 'insert or replace into link values (?, ?, ?, ?, ?)';
const UNLINK = 'delete from link where entity = ? and system = ? and native_id = ?';
const BASE = 'insert or replace into base values (?, ?, ?, ?, ?, ?, ?)';
const UNBASE = 'delete from base where entity = ? and system = ? and record = ?';
const READ_MARK = 'insert or replace into read_mark values (?, ?, ?, ?, ?)';
const TOMBSTONE = 'insert or replace into tombstone values (?, ?, ?, ?, ?)';
const COLUMNS = JOURNAL_COLUMNS.map((name) => `"${name}"`).join(', ');
const JOURNAL = `insert into journal (${COLUMNS}) values (${JOURNAL_COLUMNS.map(() => '?').join(', ')})`;
const DOCUMENT = 'insert or replace into document values (?, ?, ?)';
const UNDOCUMENT = 'delete from document where kind = ? and id = ?';
const AUDIT = 'insert into audit values (?, ?, ?, ?)';
