import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexLinks } from '../../src/match/link-index.ts';
import { matchRecords, type MatchInput } from '../../src/match/match-records.ts';
import type { MatchResult, RecordSide } from '../../src/model/record.ts';
import type { CrosswalkLink } from '../../src/model/state.ts';
import { side } from './sides.ts';

function match(
  crm: readonly RecordSide[],
  erp: readonly RecordSide[],
  { links = [], ...options }: Omit<Partial<MatchInput>, 'links'> & { links?: readonly CrosswalkLink[] } = {},
): MatchResult {
  return matchRecords({
    entity: 'customer',
    owner: 'crm',
    sides: new Map([
      ['crm', crm],
      ['erp', erp],
    ]),
    links: indexLinks(links),
    rules: [['customer_no'], ['email']],
    complete: new Set(['crm', 'erp']),
    ...options,
  });
}

const link = (system: string, nativeId: string, record: string, key: string): CrosswalkLink => ({
  entity: 'customer',
  system,
  nativeId,
  record,
  key,
});
const pairs = (result: MatchResult) =>
  result.records
    .map((record) => [...record.sides].map(([system, found]) => `${system}:${found.live.nativeId}`).join(' '))
    .sort();

describe('matchRecords', () => {
  it('pairs by key, and leaves the rest single', () => {
    const result = match(
      [side('crm', '1', 'A'), side('crm', '2', 'B')],
      [side('erp', '9', 'A'), side('erp', '8', 'C')],
    );

    expect(pairs(result)).toEqual(['crm:1 erp:9', 'crm:2', 'erp:8']);
    expect(result.cases).toEqual([]);
  });

  it('follows the crosswalk when the owner changed the key', () => {
    const result = match([side('crm', '1', 'A2')], [side('erp', '9', 'A')], {
      links: [link('crm', '1', 'r1', 'A'), link('erp', '9', 'r1', 'A')],
    });

    expect(result.records).toHaveLength(1);
    expect(result.records[0]?.matchedBy.get('erp')).toBe('crosswalk');
    expect(result.records[0]?.record).toBe('r1');
  });

  it('matches by the declared rules where key and crosswalk say nothing', () => {
    const result = match([side('crm', '1', 'A', { email: 'a@x' })], [side('erp', '9', null, { email: 'a@x' })]);

    expect(result.records[0]?.matchedBy.get('erp')).toBe('rule');
  });

  it('makes a tie a case for a person and creates nothing for its members', () => {
    const result = match(
      [side('crm', '1', 'A', { email: 'a@x' }), side('crm', '2', 'B', { email: 'a@x' })],
      [side('erp', '9', null, { email: 'a@x' })],
    );

    expect(result.cases.map(({ code }) => code)).toEqual(['MATCH_DISPUTED']);
    expect(result.records).toEqual([]);
  });

  it('stops every record of a key that stands twice, in the owner and in the replica', () => {
    const inReplica = match([side('crm', '1', 'A')], [side('erp', '9', 'A'), side('erp', '8', 'A')]);
    const inOwner = match([side('crm', '1', 'A'), side('crm', '2', 'A')], [side('erp', '9', 'A')]);

    expect(inReplica.records).toEqual([]);
    expect(inReplica.cases.map(({ code }) => code)).toEqual(['MATCH_DUPLICATE_KEY']);
    expect(inOwner.records).toEqual([]);
    expect(inOwner.cases.map(({ code }) => code)).toEqual(['MATCH_DUPLICATE_KEY']);
  });

  it('stops when key and crosswalk name different records', () => {
    const links = [link('crm', '1', 'r1', 'A'), link('erp', '9', 'r1', 'A')];
    const result = match([side('crm', '1', 'A'), side('crm', '2', 'B')], [side('erp', '9', 'B')], { links });

    expect(result.cases.map(({ code }) => code)).toEqual(['MATCH_KEY_AGAINST_CROSSWALK']);
    expect(result.records).toEqual([]);
  });

  it('stops when one record is claimed twice, by key and by crosswalk', () => {
    const links = [link('crm', '1', 'r1', 'A'), link('erp', '9', 'r1', 'A')];
    const result = match([side('crm', '1', 'A')], [side('erp', '9', 'Z'), side('erp', '8', 'A')], { links });

    expect(result.cases.map(({ code }) => code)).toEqual(['MATCH_LINKED_TWICE']);
    expect(result.records).toEqual([]);
  });

  it('uses no rule when a read is incomplete: no candidate is sure then', () => {
    const result = match([side('crm', '1', 'A', { email: 'a@x' })], [side('erp', '9', null, { email: 'a@x' })], {
      complete: new Set(['crm']),
    });

    expect(pairs(result)).toEqual(['crm:1', 'erp:9']);
  });

  it('gives a stopped owner no partner by rule: the other record stays an orphan that is told', () => {
    const result = match(
      [side('crm', '1', 'D', { email: 'b@x' })],
      [side('erp', '7', 'D'), side('erp', '8', 'D'), side('erp', '9', 'A', { email: 'b@x' })],
    );

    expect(pairs(result)).toEqual(['erp:9']);
    expect(result.cases.map(({ code }) => code)).toEqual(['MATCH_DUPLICATE_KEY']);
  });

  it('stops what is linked to an owner whose key stands twice: its owner is not gone', () => {
    const links = [link('crm', '1', 'r1', 'A'), link('erp', '9', 'r1', 'A')];
    const result = match([side('crm', '1', 'B'), side('crm', '2', 'B')], [side('erp', '9', 'A')], { links });

    expect(result.records).toEqual([]);
    expect(result.cases.map(({ code, sides }) => [code, sides.map(({ live }) => live.system)])).toEqual([
      ['MATCH_DUPLICATE_KEY', ['crm', 'crm', 'erp']],
    ]);
  });

  it('stops the linked owner of a replica whose key stands twice', () => {
    const links = [link('crm', '1', 'r1', 'A'), link('erp', '9', 'r1', 'A')];
    const result = match([side('crm', '1', 'A')], [side('erp', '9', 'Z'), side('erp', '8', 'Z')], { links });

    expect([result.records, result.cases.map(({ code }) => code)]).toEqual([[], ['MATCH_DUPLICATE_KEY']]);
  });

  it('follows a record that its owner deleted and made anew, whichever link it meets first', () => {
    const links = [link('crm', '1', 'r1', 'A'), link('crm', '2', 'r1', 'A'), link('erp', '9', 'r1', 'A')];

    for (const given of [links, links.toReversed()]) {
      const result = match([side('crm', '2', 'A2')], [side('erp', '9', 'A')], { links: given });

      expect(pairs(result)).toEqual(['crm:2 erp:9']);
      expect(result.records[0]?.gone).toEqual(new Map());
    }
  });

  it('stops when two records of the owner are linked to one replica', () => {
    const links = [link('crm', '1', 'r1', 'A'), link('crm', '2', 'r1', 'A'), link('erp', '9', 'r1', 'A')];
    const result = match([side('crm', '1', 'B'), side('crm', '2', 'C')], [side('erp', '9', 'A')], { links });

    expect([result.records, result.cases.map(({ code }) => code)]).toEqual([[], ['MATCH_LINKED_TWICE']]);
  });

  it('takes no id for gone that another record of the same read holds', () => {
    const links = ['crm', 'erp', 'shop'].map((system) => link(system, '1', 'r1', 'A'));
    const shop = ['shop', [side('shop', '1', 'A')]] as const;
    const result = match([], [], { links, sides: new Map([['erp', [side('erp', '1', 'A')]], shop]) });

    expect(result.records.map(({ gone }) => [...gone.keys()])).toEqual([['crm'], ['crm']]);
  });

  it('tells records without a key apart from those whose key reads like their id', () => {
    const result = match([side('crm', '5', null), side('crm', '6', '5')], []);

    expect(new Set(result.records.map(({ key }) => key)).size).toBe(2);
  });

  it('names linked records that did not come', () => {
    const links = [link('crm', '1', 'r1', 'A'), link('erp', '9', 'r1', 'A')];

    expect(match([side('crm', '1', 'A')], [], { links }).records[0]?.gone).toEqual(new Map([['erp', '9']]));
    expect(match([], [side('erp', '9', 'A')], { links }).records[0]?.gone).toEqual(new Map([['crm', '1']]));
  });

  it('does not depend on the order of its input, and never loses or doubles a side', () => {
    const keys = fc.constantFrom('A', 'B', 'C', 'D', null);
    const emails = fc.constantFrom('a@x', 'b@x', 'c@x', null);
    const sides = fc.array(fc.tuple(keys, emails), { maxLength: 8 });
    fc.assert(
      fc.property(sides, sides, fc.infiniteStream(fc.nat()), (crmRows, erpRows, order) => {
        const build = (system: string, rows: readonly (readonly [string | null, string | null])[]) =>
          rows.map(([key, email], i) => side(system, `${system}${i}`, key, { email }));
        const shuffle = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => [order.next().value, item] as const)
            .sort((a, b) => a[0] - b[0])
            .map(([, item]) => item);
        const [crm, erp] = [build('crm', crmRows), build('erp', erpRows)];
        const straight = match(crm, erp);
        const shuffled = match(shuffle(crm), shuffle(erp));

        expect(pairs(shuffled)).toEqual(pairs(straight));
        const seen = straight.records.flatMap((record) => [...record.sides.values()]);
        expect(new Set(seen).size).toBe(seen.length);
        const stopped = new Set(straight.cases.flatMap((found) => found.sides));
        const dropped = [...crm, ...erp].filter((found) => !seen.includes(found) && !stopped.has(found));
        expect(
          dropped.every((found) => [...stopped].some((other) => other.key === found.key && found.key !== null)),
        ).toBe(true);
      }),
    );
  });
});
