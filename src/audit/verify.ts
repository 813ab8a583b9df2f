// The verifier of audit chains. It needs this file and Node alone: no other file of concordat, no package, no key, no network.
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { AuditRecord } from '../model/audit.ts';
import type { AuditHead } from '../model/generated/audit-anchor.ts';
import type { AuditCover, AuditProblem, AuditVerdict } from '../model/generated/audit-verify.ts';

/** What a chain is checked against. Heads and anchors come from outside and may be anything. */
export interface AuditEvidence {
  readonly lineage: string;
  /** Heads that lie beside the chain. */
  readonly heads: readonly unknown[];
  /** Heads that were kept elsewhere, out of reach of whoever could change the chain. */
  readonly anchors: readonly unknown[];
  /** Public keys that may sign, base64 or PEM. Without any, a signature proves only that all of it comes from one key. */
  readonly trusted?: readonly string[];
}

const MOST_PROBLEMS = 200;
const HASH = /^[0-9a-f]{64}$/;

/** What the signature of a head covers. */
export function headText({ lineage, seq, hash, at }: Pick<AuditHead, 'lineage' | 'seq' | 'hash' | 'at'>): string {
  return `concordat-audit-head/1\n${lineage}\n${seq}\n${hash}\n${at}`;
}

/** True when the head is signed by its own key and, where one is given, that is the trusted one. */
export function verifyHead(head: AuditHead, trustedPublicKey?: string): boolean {
  if (trustedPublicKey !== undefined && keyText(trustedPublicKey) !== keyText(head.public_key)) return false;
  const key = publicKeyOf(head.public_key);
  return key !== null && isSigned(head, key);
}

/** A public key in the form of heads: base64 of DER. From PEM, base64 of DER, or base64 of the 32 raw bytes; null when it is no Ed25519 key. */
export function keyText(text: string): string | null {
  return publicKeyOf(text)?.export({ format: 'der', type: 'spki' }).toString('base64') ?? null;
}

/** Checks a whole chain at once. */
export function verifyAudit(records: Iterable<AuditRecord>, evidence: AuditEvidence): AuditVerdict {
  const verifier = new AuditVerifier(evidence);
  for (const record of records) verifier.add(record);
  return verifier.verdict();
}

/** A head or anchor that has still to be met on the chain. */
interface Mark {
  readonly source: 'head' | 'anchor';
  readonly number: number;
  readonly head: AuditHead;
}

/** Checks a chain record by record, in bounded memory. Every record is checked, also after the first problem. */
export class AuditVerifier {
  readonly #evidence: AuditEvidence;
  readonly #problems: AuditProblem[] = [];
  readonly #marks = new Map<number, Mark[]>();
  readonly #seen = new Set<string>();
  readonly #keys = new Map<string, KeyObject | null>();
  readonly #trusted: ReadonlySet<string> | null;
  readonly #proven = new Map<Mark['source'], AuditHead>();
  #count = 0;
  #problemCount = 0;
  #last = 0;
  #prev: string;

  constructor(evidence: AuditEvidence) {
    this.#evidence = evidence;
    const { trusted = [] } = evidence;
    this.#trusted = trusted.length === 0 ? null : new Set(trusted.map((text) => keyText(text) ?? ''));
    this.#prev = sha256(`concordat-audit/1\ngenesis\n${evidence.lineage}`);
    evidence.anchors.forEach((head, index) => this.#take(head, 'anchor', index + 1));
    evidence.heads.forEach((head, index) => this.#take(head, 'head', index + 1));
  }

  /** Tells of something wrong that only the caller can see. */
  tell(code: string, source: AuditProblem['source'], number: number | null, detail: string): void {
    this.#problemCount += 1;
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push({ code, source, number, detail });
  }

  /** The next record of the chain. */
  add(record: AuditRecord): void {
    this.#count += 1;
    if (!isRecord(record)) return this.tell('CHAIN_MALFORMED', 'record', this.#last + 1, 'This is no audit record.');
    const { seq, leaf, prev, hash } = record;
    this.#checkNumber(seq);
    if (prev !== this.#prev) this.#tellLink(seq);
    if (hash !== sha256(`concordat-audit/1\n${prev}\n${seq}\n${leaf}`))
      this.tell('CHAIN_HASH', 'record', seq, `Record ${seq} was changed: its hash is not the hash of what it holds.`);
    this.#prev = hash;
    this.#last = Math.max(this.#last, seq);
    this.#meet(seq, hash);
  }

  /** What was found. Call it once, after the last record. */
  verdict(): AuditVerdict {
    for (const mark of [...this.#marks.values()].flat()) this.#tellUnmet(mark);
    const { lineage, heads, anchors } = this.#evidence;
    const verdict = {
      sound: this.#problemCount === 0,
      lineage,
      records: this.#count,
      hash: this.#count === 0 ? null : this.#prev,
      heads: this.#cover('head', heads.length),
      anchors: this.#cover('anchor', anchors.length),
      key: { trusted: this.#trusted !== null, seen: [...this.#seen].sort() },
      problem_count: this.#problemCount,
      problems: this.#problems,
    };
    return { ...verdict, coverage: coverageOf(verdict) };
  }

  #checkNumber(seq: number): void {
    const wanted = this.#last + 1;
    if (seq === wanted) return;
    const missing = seq - 1 > wanted ? `Records ${wanted} to ${seq - 1} are` : `Record ${wanted} is`;
    if (seq > wanted) this.tell('CHAIN_GAP', 'record', wanted, `${missing} missing.`);
    else this.tell('CHAIN_ORDER', 'record', seq, `Record ${seq} stands behind record ${this.#last}.`);
  }

  #tellLink(seq: number): void {
    if (this.#count === 1) {
      const why = 'it is that of another, or its beginning is gone';
      const detail = `The chain does not begin at the genesis of this state: ${why}.`;
      return this.tell('CHAIN_FOREIGN', 'record', seq, detail);
    }
    const detail = `Record ${seq} does not follow the one before it: that one was changed, taken away, put in or moved.`;
    this.tell('CHAIN_LINK', 'record', seq, detail);
  }

  /** Takes a head or anchor in, when it can be believed. */
  #take(head: unknown, source: Mark['source'], number: number): void {
    const name = `${source === 'head' ? 'Head' : 'Anchor'} ${number}`;
    const tell = (code: string, detail: string) => this.tell(`${source.toUpperCase()}_${code}`, source, number, detail);
    if (!isHead(head)) return tell('MALFORMED', `${name} is no signed head.`);
    const key = this.#keyOf(head.public_key);
    if (key === null || !isSigned(head, key))
      return tell('FORGED', `${name}, for record ${head.seq}, is not signed by the key it names.`);
    this.#seen.add(head.public_key);
    if (!(this.#trusted ?? new Set([...this.#seen].slice(0, 1))).has(head.public_key))
      return tell('KEY', `${name}, for record ${head.seq}, is signed with a key that is not trusted.`);
    if (head.lineage !== this.#evidence.lineage) return tell('FOREIGN', `${name} is of another state.`);
    this.#marks.set(head.seq, [...(this.#marks.get(head.seq) ?? []), { source, number, head }]);
  }

  #keyOf(text: string): KeyObject | null {
    if (!this.#keys.has(text)) this.#keys.set(text, keyText(text) === text ? publicKeyOf(text) : null);
    return this.#keys.get(text) ?? null;
  }

  /** Compares what was signed for a record with what stands there. */
  #meet(seq: number, hash: string): void {
    for (const { source, number, head } of this.#marks.get(seq) ?? []) {
      if (head.hash === hash) {
        if ((this.#proven.get(source)?.seq ?? 0) <= seq) this.#proven.set(source, head);
        continue;
      }
      const detail = `Record ${seq} is not the one that ${source} ${number} signed: the chain was made anew at or before it.`;
      this.tell(`${source.toUpperCase()}_MISMATCH`, source, number, detail);
    }
    this.#marks.delete(seq);
  }

  #tellUnmet({ source, number, head: { seq } }: Mark): void {
    const cut = `the chain ends at record ${this.#last}: it was cut, or an older copy was put back`;
    const detail = `Record ${seq} was signed by ${source} ${number}, but ${seq > this.#last ? cut : 'it is not there'}.`;
    this.tell(`${source.toUpperCase()}_UNMET`, source, number, detail);
  }

  #cover(source: Mark['source'], count: number): AuditCover {
    const head = this.#proven.get(source);
    return { count, last: head?.seq ?? null, at: head?.at ?? null, after: Math.max(0, this.#last - (head?.seq ?? 0)) };
  }
}

function coverageOf({ records, heads, anchors, key }: Omit<AuditVerdict, 'coverage'>): string[] {
  const told: string[] = [];
  const tellBehind = ({ after }: AuditCover, what: string): void => {
    const doubt = 'it cannot tell whether they were cut off or made anew';
    if (after > 0) told.push(`Records behind the last ${what}, ${after} of ${records}: ${doubt}.`);
  };
  if (records === 0) told.push('The chain is empty.');
  else if (anchors.count > 0) tellBehind(anchors, 'anchor');
  else told.push('No anchor was given: an older copy of chain and heads together would not be found out.');
  tellBehind(heads, 'signed head');
  if (!key.trusted && key.seen.length > 0)
    told.push('No key was named as trusted: the signatures prove that one key made them all, not whose it is.');
  return told;
}

function isRecord(record: Partial<AuditRecord> | null): record is AuditRecord {
  if (typeof record !== 'object' || record === null) return false;
  const { seq, leaf, prev, hash } = record;
  return isNumber(seq) && typeof leaf === 'string' && isHash(prev) && isHash(hash) && isJson(leaf);
}

function isHead(head: unknown): head is AuditHead {
  if (typeof head !== 'object' || head === null) return false;
  const { lineage, seq, hash, at, public_key, signature } = head as { readonly [K in keyof AuditHead]?: unknown };
  const texts = [lineage, at, public_key, signature];
  return isNumber(seq) && isHash(hash) && texts.every((text) => typeof text === 'string' && !text.includes('\n'));
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && HASH.test(value);
}

/** A lone surrogate has no UTF-8 of its own, so that a hash would not tell it from another. */
function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return text.isWellFormed();
  } catch {
    return false;
  }
}

function isSigned(head: AuditHead, key: KeyObject): boolean {
  return verify(null, Buffer.from(headText(head)), key, Buffer.from(head.signature, 'base64'));
}

function publicKeyOf(text: string): KeyObject | null {
  const raw = Buffer.from(text, 'base64');
  const der = raw.length === 32 ? Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw]) : raw;
  try {
    const key = text.includes('-----')
      ? createPublicKey(text)
      : createPublicKey({ key: der, format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
