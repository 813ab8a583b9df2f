import type { AuditLeaf, AuditRecord } from '../../src/model/audit.ts';
import type { AuditHead } from '../../src/model/generated/audit-anchor.ts';
import { type Chain, headAt, leavesOf, OTHER, recordsOf, rehash, withLeaf } from './chain.ts';

/** A sound chain: an anchor in its first half, heads in both, nothing behind the last head. */
export interface Scene extends Chain {
  /** Number of the last record that an anchor proves. */
  readonly anchored: number;
  /** Index of a record that the anchor proves; never the first, never the last. */
  readonly pick: number;
}

/** One way to falsify what a state keeps. Whoever does it has the state, and neither the signing key nor the anchors. */
export interface Tampering {
  readonly name: string;
  /** One of these problems must be told. */
  readonly codes: readonly string[];
  readonly change: (scene: Scene) => Partial<Chain>;
}

/** Ways to falsify an audit chain, each of which must be found. */
export const TAMPERINGS: readonly Tampering[] = [
  ...edits({
    'when it was': { at: '2020-01-01T00:00:00.000Z' },
    'who did it': { actor: 'mallory' },
    'what was done': { action: 'delete' },
    'which record it was': { key: 'C-999', nativeId: '999' },
    'what was written': { fields: [{ name: 'city', at: 'town', before: 'Bonn', after: 'Oslo' }] },
    'under which commit': { commit: 'deadbeef' },
    'under which guard': { guard: { kind: 'none', strength: 'none', version: null } },
    'how it ended': { outcome: 'failed', attempts: 7 },
  }),
  one('the bytes of a leaf that says the same', ['CHAIN_HASH'], (record) => ({
    ...record,
    leaf: record.leaf.replace('{', '{ '),
  })),
  one('the hash of a record', ['CHAIN_HASH'], (record) => ({ ...record, hash: flip(record.hash) })),
  one('the link of a record', ['CHAIN_LINK'], (record) => ({ ...record, prev: flip(record.prev) })),
  one('the number of a record', ['CHAIN_GAP', 'CHAIN_ORDER'], (record) => ({ ...record, seq: record.seq + 1 })),
  remove('the first record is deleted', () => 0),
  remove('a record in the middle is deleted', ({ pick }) => pick),
  {
    name: 'the last record is deleted',
    codes: ['HEAD_UNMET'],
    change: ({ records }) => ({ records: records.slice(0, -1) }),
  },
  {
    name: 'a record is put in',
    codes: ['CHAIN_LINK', 'CHAIN_ORDER'],
    change: ({ lineage, records, pick }) => {
      const forged = rehash(
        lineage,
        [...records.slice(0, pick), withLeaf(at(records, pick), { actor: 'mallory' })],
        pick,
      );
      return { records: [...forged, ...records.slice(pick)] };
    },
  },
  {
    name: 'a record stands twice',
    codes: ['CHAIN_ORDER'],
    change: ({ records, pick }) => ({ records: records.toSpliced(pick, 0, at(records, pick)) }),
  },
  {
    name: 'two records are swapped',
    codes: ['CHAIN_ORDER'],
    change: ({ records, pick }) => ({
      records: records.toSpliced(pick - 1, 2, at(records, pick), at(records, pick - 1)),
    }),
  },
  {
    name: 'the chain is cut before the last anchor, with its heads',
    codes: ['ANCHOR_UNMET'],
    change: ({ records, heads, pick }) => ({ records: records.slice(0, pick), heads: upTo(heads, pick) }),
  },
  {
    name: 'the chain is cut before its last head',
    codes: ['HEAD_UNMET'],
    change: ({ records, anchored }) => ({ records: records.slice(0, anchored + 1) }),
  },
  { name: 'everything is deleted', codes: ['ANCHOR_UNMET'], change: () => ({ records: [], heads: [] }) },
  {
    name: 'an older copy is put back and goes on from there',
    codes: ['ANCHOR_MISMATCH'],
    change: ({ lineage, records, heads, pick }) => {
      const replayed = [
        ...records.slice(0, pick),
        ...recordsOf(lineage, leavesOf(records.length, 'later')).slice(pick),
      ];
      return { records: rehash(lineage, replayed, pick), heads: upTo(heads, pick) };
    },
  },
  {
    name: 'two chains are spliced',
    codes: ['CHAIN_LINK'],
    change: ({ lineage, records, pick }) => ({
      records: [...records.slice(0, pick), ...recordsOf(lineage, leavesOf(records.length, 'other')).slice(pick)],
    }),
  },
  {
    name: 'a record is edited and all hashes are made anew',
    codes: ['HEAD_MISMATCH'],
    change: ({ lineage, records, pick }) => ({ records: rehash(lineage, edited(records, pick), pick) }),
  },
  {
    name: 'a record is edited, all hashes are made anew, the heads are deleted',
    codes: ['ANCHOR_MISMATCH'],
    change: ({ lineage, records, pick }) => ({ records: rehash(lineage, edited(records, pick), pick), heads: [] }),
  },
  {
    name: 'a record is deleted and the rest is numbered and hashed anew',
    codes: ['ANCHOR_MISMATCH'],
    change: ({ lineage, records, pick }) => ({ records: rehash(lineage, records.toSpliced(pick, 1), pick) }),
  },
  {
    name: 'the chain of another state stands in its place',
    codes: ['CHAIN_FOREIGN', 'HEAD_FOREIGN'],
    change: ({ records }) => {
      const other = recordsOf('another', leavesOf(records.length));
      return { records: other, heads: [headAt(other, other.length, 'another')] };
    },
  },
  {
    name: 'the chain and its heads are made anew with another key',
    codes: ['HEAD_KEY'],
    change: ({ lineage, records, pick }) => {
      const forged = rehash(lineage, edited(records, pick), pick);
      return { records: forged, heads: [headAt(forged, forged.length, lineage, OTHER)] };
    },
  },
  {
    name: 'a head is changed to fit a chain made anew',
    codes: ['HEAD_FORGED'],
    change: ({ lineage, records, heads, pick }) => {
      const forged = rehash(lineage, edited(records, pick), pick);
      const fitted = (heads as AuditHead[]).map((head) => ({ ...head, hash: at(forged, head.seq - 1).hash }));
      return { records: forged, heads: fitted };
    },
  },
  {
    name: 'a head of another state is put in',
    codes: ['HEAD_FOREIGN'],
    change: ({ records, heads }) => ({ heads: [...heads, headAt(records, records.length, 'another')] }),
  },
];

function edits(parts: Readonly<Record<string, Partial<AuditLeaf>>>): readonly Tampering[] {
  return Object.entries(parts).map(([name, part]) => one(name, ['CHAIN_HASH'], (record) => withLeaf(record, part)));
}

function one(name: string, codes: readonly string[], change: (record: AuditRecord) => AuditRecord): Tampering {
  return {
    name: `edited: ${name}`,
    codes,
    change: ({ records, pick }) => ({ records: records.with(pick, change(at(records, pick))) }),
  };
}

function remove(name: string, index: (scene: Scene) => number): Tampering {
  return {
    name,
    codes: ['CHAIN_GAP'],
    change: (scene) => ({ records: scene.records.toSpliced(index(scene), 1) }),
  };
}

function edited(records: readonly AuditRecord[], index: number): readonly AuditRecord[] {
  return records.with(index, withLeaf(at(records, index), { actor: 'mallory' }));
}

function upTo(heads: readonly unknown[], seq: number): readonly unknown[] {
  return (heads as AuditHead[]).filter((head) => head.seq <= seq);
}

function at(records: readonly AuditRecord[], index: number): AuditRecord {
  const record = records[index];
  if (record === undefined) throw new Error(`There is no record at ${index}.`);
  return record;
}

function flip(hash: string): string {
  return (hash.startsWith('0') ? '1' : '0') + hash.slice(1);
}
