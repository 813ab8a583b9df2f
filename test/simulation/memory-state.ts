import type { AuditRecord } from '../../src/model/audit.ts';
import type { JournalEntry } from '../../src/model/journal.ts';
import type {
  BaseEntry,
  CrosswalkLink,
  DecisionCommit,
  Lease,
  ReadMark,
  StateCommit,
  Tombstone,
} from '../../src/model/state.ts';
import { type ChainEnd, chainRecords, chainStart } from '../../src/state/audit-chain.ts';
import { packFields, packRowDigest } from '../../src/state/base-blob.ts';
import { leaseAt, msUntil } from '../../src/state/lease-time.ts';
import { stateFenced, stateLocked } from '../../src/state/state-errors.ts';

const AT = 'simulated state';

/** What a commit did, as observers are told. */
export interface Committed {
  readonly commit: StateCommit;
  /** The lease it was made under; null for a decision. */
  readonly lease: Lease | null;
  /** Numbers that its journal entries got. */
  readonly firstSeq: number;
}

/** The durable image of a state: what is in here survives every crash. All methods happen at once. */
export class MemoryState {
  readonly lineage: string;
  serial = 0;
  readonly links = new Map<string, CrosswalkLink>();
  readonly base = new Map<string, BaseEntry>();
  readonly marks = new Map<string, ReadMark>();
  readonly tombstones = new Map<string, Tombstone>();
  readonly journal: JournalEntry[] = [];
  /** Open intents by `run NUL change`, in order. */
  readonly open = new Map<string, JournalEntry[]>();
  /** Bodies as JSON text by `kind NUL id`. */
  readonly documents = new Map<string, string>();
  readonly audit: AuditRecord[] = [];
  lease: Lease | null = null;
  #fence = 0;
  readonly #observers: ((committed: Committed) => void)[] = [];

  constructor(lineage: string) {
    this.lineage = lineage;
  }

  /** Tells every durable commit at once. */
  onCommit(observer: (committed: Committed) => void): void {
    this.#observers.push(observer);
  }

  acquire(holder: string, ttlMs: number, now: string): Lease {
    const { lease } = this;
    const waitMs = lease === null ? 0 : msUntil(lease.expiresAt, now);
    if (lease !== null && lease.holder !== holder && waitMs > 0) throw stateLocked(AT, { ...lease, waitMs });
    this.#fence += 1;
    this.lease = { ...leaseAt(holder, ttlMs, now), fence: this.#fence };
    return this.lease;
  }

  renew(lease: Lease, ttlMs: number, now: string): Lease {
    this.#checkFence(lease);
    this.lease = { ...lease, expiresAt: leaseAt(lease.holder, ttlMs, now).expiresAt };
    return this.lease;
  }

  release(lease: Lease): void {
    if (this.#holds(lease)) this.lease = null;
  }

  commit(lease: Lease, commit: StateCommit): void {
    this.#checkFence(lease);
    this.#write(lease, commit);
  }

  decide(commit: DecisionCommit): void {
    this.#write(null, commit);
  }

  #write(lease: Lease | null, commit: StateCommit): void {
    for (const entry of commit.base ?? []) checkBase(entry);
    for (const { entity, system, nativeId } of commit.unlinks ?? [])
      this.links.delete(`${entity}\u0000${system}\u0000${nativeId}`);
    for (const link of commit.links ?? [])
      this.links.set(`${link.entity}\u0000${link.system}\u0000${link.nativeId}`, { ...link });
    for (const { entity, system, record } of commit.unbase ?? [])
      this.base.delete(`${entity}\u0000${system}\u0000${record}`);
    for (const entry of commit.base ?? [])
      this.base.set(`${entry.entity}\u0000${entry.system}\u0000${entry.record}`, {
        ...entry,
        fields: new Map([...entry.fields].sort(([a], [b]) => (a < b ? -1 : 1))),
      });
    for (const mark of commit.reads ?? []) this.marks.set(`${mark.entity}\u0000${mark.system}`, { ...mark });
    for (const stone of commit.tombstones ?? [])
      this.tombstones.set(`${stone.entity}\u0000${stone.system}\u0000${stone.nativeId}`, { ...stone });
    const firstSeq = this.journal.length + 1;
    for (const entry of commit.journal ?? []) this.#append(entry);
    for (const { kind, id, body } of commit.documents ?? [])
      this.documents.set(`${kind}\u0000${id}`, JSON.stringify(body));
    for (const { kind, id } of commit.undocuments ?? []) this.documents.delete(`${kind}\u0000${id}`);
    this.audit.push(...chainRecords(this.#chainEnd(), commit.audit ?? []));
    this.serial += 1;
    for (const observer of this.#observers) observer({ commit, lease, firstSeq });
  }

  #append(entry: JournalEntry): void {
    const seq = this.journal.length + 1;
    const stored = { ...entry, detail: JSON.parse(JSON.stringify(entry.detail)) as JournalEntry['detail'], seq };
    this.journal.push(stored);
    const address = `${entry.run}\u0000${entry.change ?? ''}`;
    if (entry.kind === 'intent') this.open.set(address, [...(this.open.get(address) ?? []), stored]);
    if (entry.kind === 'outcome') this.open.delete(address);
  }

  #chainEnd(): ChainEnd {
    return this.audit.at(-1) ?? chainStart(this.lineage);
  }

  #holds(lease: Lease): boolean {
    return this.lease?.fence === lease.fence && this.lease.holder === lease.holder;
  }

  #checkFence(lease: Lease): void {
    if (!this.#holds(lease)) throw stateFenced(AT);
  }
}

/** Refuses what the databases refuse. */
function checkBase(entry: BaseEntry): void {
  packFields(entry.fields);
  packRowDigest(entry.ownerDigest);
  packRowDigest(entry.replicaDigest);
}
