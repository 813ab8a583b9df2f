import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../src/audit/verify.ts';
import type { AuditVerdict } from '../../src/model/generated/audit-verify.ts';
import { type Chain, headAt, leavesOf, OTHER, OWN, recordsOf, rehash, withLeaf } from './chain.ts';
import { type Scene, TAMPERINGS } from './tampering.ts';

const LINEAGE = 'a-state';

function verdictOf(chain: Chain, trusted: readonly string[] = [OWN.publicKey]): AuditVerdict {
  const { records, lineage, heads, anchors } = chain;
  return verifyAudit(records, { lineage, heads, anchors, trusted });
}

const codesOf = (verdict: AuditVerdict): readonly string[] => verdict.problems.map(({ code }) => code);

function chainOf(count: number, anchored: number): Chain {
  const records = recordsOf(LINEAGE, leavesOf(count));
  const heads = [2, anchored, count].map((seq) => headAt(records, seq, LINEAGE));
  return { lineage: LINEAGE, records, heads, anchors: [headAt(records, anchored, LINEAGE)] };
}

const SCENES = fc
  .tuple(fc.integer({ min: 4, max: 12 }), fc.integer({ min: 3, max: 12 }), fc.nat())
  .map(([anchored, behind, nat]): Scene => {
    const pick = 1 + (nat % (anchored - 2));
    return { ...chainOf(anchored + behind, anchored), anchored, pick };
  });

describe('falsified chains', () => {
  let found = 0;
  afterAll(() => process.stdout.write(`audit tampering: ${found} of ${TAMPERINGS.length} kinds found\n`));

  it('are of 30 kinds', () => {
    expect(new Set(TAMPERINGS.map(({ name }) => name)).size).toBe(30);
  });

  it.each(TAMPERINGS.map((tampering) => [tampering.name, tampering] as const))(
    '%s: it is found',
    (_, { codes, change }) => {
      fc.assert(
        fc.property(SCENES, (scene) => {
          expect(verdictOf(scene)).toMatchObject({ sound: true, problems: [] });

          const verdict = verdictOf({ ...scene, ...change(scene) });

          expect(verdict.sound).toBe(false);
          expect(codesOf(verdict).filter((code) => codes.includes(code))).not.toEqual([]);
        }),
        { numRuns: 8 },
      );
      found += 1;
    },
  );

  it('an edit of any part of a leaf names the record, and no other', () => {
    const parts = Object.keys(leavesOf(1)[0] ?? {});
    const { records, ...rest } = chainOf(6, 4);

    expect(parts).toHaveLength(21);
    for (const part of parts) {
      const verdict = verdictOf({
        ...rest,
        records: records.map((record, i) => (i === 2 ? withLeaf(record, { [part]: 'x' }) : record)),
      });

      expect([part, verdict.problems.map(({ code, number }) => [code, number])]).toEqual([part, [['CHAIN_HASH', 3]]]);
    }
  });

  it('what is out of place is told where it stands, and nothing behind it', () => {
    const { records, ...rest } = chainOf(6, 4);
    const told = (changed: typeof records) =>
      verdictOf({ ...rest, records: changed }).problems.map(({ code, number }) => `${code} ${number}`);
    const [, , third, fourth] = records as [unknown, unknown, (typeof records)[number], (typeof records)[number]];

    expect(told(records.toSpliced(2, 2, fourth, third))).toEqual([
      'CHAIN_GAP 3',
      'CHAIN_LINK 4',
      'CHAIN_ORDER 3',
      'CHAIN_LINK 3',
      'CHAIN_LINK 5',
    ]);
    expect(told(records.toSpliced(4, 0, third))).toEqual(['CHAIN_ORDER 3', 'CHAIN_LINK 3', 'CHAIN_LINK 5']);
    expect(told(records.toSpliced(1, 2))).toEqual(['CHAIN_GAP 2', 'CHAIN_LINK 4', 'HEAD_UNMET 1']);
  });

  it('an anchor that was changed is found', () => {
    const chain = chainOf(6, 4);
    const [anchor] = chain.anchors as [ReturnType<typeof headAt>];
    const of = (changed: unknown) => codesOf(verdictOf({ ...chain, anchors: [changed] }));

    expect(of({ ...anchor, seq: 3 })).toEqual(['ANCHOR_FORGED']);
    expect(of({ ...anchor, at: '2026-11-22T14:00:00.000Z' })).toEqual(['ANCHOR_FORGED']);
    expect(of({ ...anchor, public_key: OTHER.publicKey })).toEqual(['ANCHOR_FORGED']);
    expect(of({ ...anchor, signature: '' })).toEqual(['ANCHOR_FORGED']);
    expect(of({ ...anchor, public_key: 'x' })).toEqual(['ANCHOR_FORGED']);
    expect(of({ ...anchor, lineage: `${LINEAGE}\n1` })).toEqual(['ANCHOR_MALFORMED']);
    expect(of('{"lineage')).toEqual(['ANCHOR_MALFORMED']);
    expect(of(null)).toEqual(['ANCHOR_MALFORMED']);
    expect(of(headAt(chain.records, 4, LINEAGE, OTHER))).toEqual(['ANCHOR_KEY']);
  });

  it('what is no record is told, and the check goes on behind it', () => {
    const { records, ...rest } = chainOf(6, 4);
    const broken: readonly unknown[] = [
      null,
      'x',
      {},
      { ...records[2], leaf: '{' },
      { ...records[2], leaf: '"\ud800"' },
    ];

    for (const record of broken) {
      const verdict = verdictOf({ ...rest, records: records.with(2, record as (typeof records)[number]) });

      expect(codesOf(verdict)).toContain('CHAIN_MALFORMED');
      expect(verdict.heads.last).toBe(6);
    }
  });

  it('of many problems the first 200 are shown and all are counted', () => {
    const { records, ...rest } = chainOf(600, 4);

    const verdict = verdictOf({ ...rest, records: records.map((record) => withLeaf(record, { actor: 'x' })) });

    expect(verdict.problems).toHaveLength(200);
    expect(verdict.problem_count).toBe(600);
  });
});

describe('a sound chain', () => {
  it('says how far heads and anchors prove it', () => {
    const chain = chainOf(9, 5);

    expect(verdictOf({ ...chain, heads: chain.heads.slice(0, 2) })).toMatchObject({
      sound: true,
      lineage: LINEAGE,
      records: 9,
      hash: chain.records.at(-1)?.hash,
      heads: { count: 2, last: 5, after: 4, at: '2026-11-22T13:00:00.000Z' },
      anchors: { count: 1, last: 5, after: 4 },
      key: { trusted: true, seen: [OWN.publicKey] },
      coverage: [
        expect.stringMatching(/last anchor, 4 of 9/),
        expect.stringMatching(/last signed head, 4 of 9/),
      ] as unknown[],
    });
  });

  it('covers all with a head and an anchor at its end', () => {
    const { records } = chainOf(4, 3);
    const head = headAt(records, 4, LINEAGE);

    expect(verdictOf({ lineage: LINEAGE, records, heads: [head], anchors: [head] }).coverage).toEqual([]);
  });

  it('without anchors says what they would find', () => {
    const verdict = verdictOf({ ...chainOf(5, 4), anchors: [] });

    expect(verdict.sound).toBe(true);
    expect(verdict.coverage).toEqual([expect.stringMatching(/^No anchor was given/)]);
  });

  it('may be empty', () => {
    expect(verdictOf({ lineage: '', records: [], heads: [], anchors: [] })).toMatchObject({
      sound: true,
      records: 0,
      hash: null,
      coverage: ['The chain is empty.'],
    });
  });

  it('without a trusted key needs one key for all, that of the anchors', () => {
    const { records, ...rest } = chainOf(6, 4);
    const forged = rehash(
      LINEAGE,
      records.with(4, withLeaf(records[4] ?? { seq: 0, leaf: '', prev: '', hash: '' }, { actor: 'm' })),
      4,
    );

    expect(verdictOf({ ...rest, records }, [])).toMatchObject({ sound: true, key: { trusted: false } });
    expect(verdictOf({ ...rest, records }, []).coverage).toContainEqual(expect.stringMatching(/not whose it is/));
    expect(codesOf(verdictOf({ ...rest, records: forged, heads: [headAt(forged, 6, LINEAGE, OTHER)] }, []))).toEqual([
      'HEAD_KEY',
    ]);
  });

  it('may have heads of several keys that are all trusted', () => {
    const { records, anchors } = chainOf(6, 4);
    const heads = [headAt(records, 2, LINEAGE, OTHER), headAt(records, 6, LINEAGE)];

    expect(verdictOf({ lineage: LINEAGE, records, heads, anchors }, [OWN.publicKey, OTHER.publicKey]).sound).toBe(true);
    expect(verdictOf({ lineage: LINEAGE, records, heads, anchors }, [OWN.publicKey]).sound).toBe(false);
    expect(verdictOf({ lineage: LINEAGE, records, heads, anchors }, ['no key at all']).sound).toBe(false);
  });

  it('of 10,000 records with 500 heads is checked in about a second', () => {
    const records = recordsOf(LINEAGE, leavesOf(10_000));
    const heads = Array.from({ length: 500 }, (_, i) => headAt(records, (i + 1) * 20, LINEAGE));
    const start = performance.now();

    const verdict = verdictOf({ lineage: LINEAGE, records, heads, anchors: [] });

    const ms = performance.now() - start;
    process.stdout.write(`audit verify: 10,000 records and 500 heads in ${Math.round(ms)} ms\n`);
    expect(verdict).toMatchObject({ sound: true, records: 10_000, heads: { count: 500, last: 10_000, after: 0 } });
    expect(ms).toBeLessThan(5_000);
  });
});

describe('the verifier', () => {
  it('needs Node and nothing else: one file, and the program beside it', () => {
    const imports = (file: string) =>
      [
        ...readFileSync(new URL(`../../src/audit/${file}`, import.meta.url), 'utf8').matchAll(
          /^import (?!type ).*'(.*)';$/gm,
        ),
      ]
        .map(([, from]) => from)
        .sort();

    expect(imports('verify.ts')).toEqual(['node:crypto']);
    expect(imports('verify-program.ts')).toEqual(['./verify.ts', 'node:fs', 'node:readline', 'node:util']);
  });
});
