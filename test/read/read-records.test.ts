import { describe, expect, it } from 'vitest';
import type { Connector, ReadCertificate, ReadPage, ReadRequest } from '../../src/model/connector.ts';
import { certifyCount, isAbsenceProven, leastRatio } from '../../src/read/completeness.ts';
import { readRecords } from '../../src/read/read-records.ts';

const REQUEST: ReadRequest = { resource: 'r', id: ['id'], fields: ['id'], where: null, lookup: null, pageSize: 2 };
const certificate = (count: number, given: Partial<ReadCertificate> = {}): ReadCertificate => ({
  complete: true,
  count,
  total: null,
  reason: null,
  ...given,
});

function page(ids: readonly string[], given: ReadCertificate | null): ReadPage {
  return {
    columns: [{ name: 'id', kind: 'text' }],
    guard: { kind: 'version', strength: 'strong' },
    count: ids.length,
    key: (i) => [ids[i] ?? ''],
    version: () => '1',
    bytes: (i) => Buffer.from(ids[i] ?? ''),
    decode: (i) => new Map([['id', ids[i] ?? '']]),
    certificate: given,
  };
}

async function read(...pages: readonly ReadPage[]) {
  const connector = {
    read: async function* () {
      yield* pages;
    },
  } as unknown as Connector;
  return readRecords(connector, { entity: 'e', system: 's' }, REQUEST, new AbortController().signal);
}

describe('a read', () => {
  it('is complete when its end was seen and the counts agree', async () => {
    const { records, certificate: given } = await read(
      page(['1', '2'], null),
      page(['3'], certificate(3, { total: 3 })),
    );

    expect(records.map(({ nativeId }) => nativeId)).toEqual(['1', '2', '3']);
    expect(given).toMatchObject({ complete: true, count: 3 });
  });

  it.each([
    ['the stream ends without a certificate', [page(['1'], null)]],
    ['no page comes at all', []],
    ['a certificate is followed by another page', [page(['1'], certificate(1)), page(['2'], null)]],
    ['a record comes twice', [page(['1', '2'], null), page(['2'], certificate(3))]],
    ['the system counts more than it returned', [page(['1'], certificate(1, { total: 2 }))]],
    ['the system counts nothing and returned something', [page(['1'], certificate(1, { total: 0 }))]],
    ['the certificate promises more than came', [page(['1'], certificate(2))]],
    ['the connector says so', [page(['1'], certificate(1, { complete: false, reason: 'half' }))]],
  ])('is incomplete when %s', async (_why, pages) => {
    const { certificate: given } = await read(...pages);

    expect(given.complete).toBe(false);
    expect(given.reason).toBeTruthy();
  });

  it('keeps the first of two copies of a record', async () => {
    expect((await read(page(['1', '1'], certificate(2)))).records).toHaveLength(1);
  });

  it('tells equal from different content by its digest', async () => {
    const { records } = await read(page(['1', '2'], certificate(2)));

    expect(new Set(records.map(({ rawDigest }) => rawDigest)).size).toBe(2);
    expect(records[0]?.rawDigest).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('completeness against the last complete read', () => {
  const mark = { entity: 'e', system: 's', count: 10, filter: 'f', at: '2026-01-01T00:00:00.000Z' };

  it.each([
    [8, 'f', true],
    [7, 'f', false],
    [7, 'another filter', true],
  ])('%i of 10 under %s is complete: %s', (count, filter, isComplete) => {
    expect(certifyCount(certificate(count), mark, filter).complete).toBe(isComplete);
  });

  it('takes what the policies accept of this very source, the strictest of several', () => {
    const source = (minimumRatio: number, given = {}) => ({
      at: { file: 'a.yaml', line: 1, column: 1 },
      entity: 'e',
      system: 's',
      minimumRatio,
      ...given,
    });
    const policy = (...sources: readonly ReturnType<typeof source>[]) => ({
      name: 'p',
      at: { file: 'a.yaml', line: 1, column: 1 },
      groups: new Map(),
      limits: [],
      guards: [],
      approvals: [],
      windows: [],
      sources,
    });
    const other = policy(source(0.1, { system: 't' }), source(0.1, { entity: 'f' }));

    expect(leastRatio([other], 'e', 's')).toBe(0.8);
    expect(leastRatio([other, policy(source(0.3)), policy(source(0.5))], 'e', 's')).toBe(0.5);
    expect(leastRatio([policy(source(1))], 'e', 's')).toBe(1);
    expect(certifyCount(certificate(5), mark, 'f', 0.5).complete).toBe(true);
    expect(certifyCount(certificate(4), mark, 'f', 0.5)).toMatchObject({
      complete: false,
      reason: expect.stringContaining('sources'),
    });
    expect(certifyCount(certificate(0), mark, 'f', 0).complete).toBe(true);
  });

  it('proves absence only when complete and under the filter of the base', () => {
    expect(isAbsenceProven(certificate(1), undefined, 'f')).toBe(true);
    expect(isAbsenceProven(certificate(10), mark, 'f')).toBe(true);
    expect(isAbsenceProven(certificate(10), mark, 'g')).toBe(false);
    expect(isAbsenceProven(certificate(10, { complete: false }), mark, 'f')).toBe(false);
  });
});
