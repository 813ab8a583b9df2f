import type { Connector, NativeKind, NativeValue } from 'concordat/connector';
import { collectRead, type ContractHarness } from 'concordat/testing';
import { describe, expect, it } from 'vitest';
import { MemoryConnector } from '../../plugins/memory/connector.ts';
import { createMemorySystem, type MemorySystem } from '../../plugins/memory/system.ts';
import { openConnector } from '../../src/connector/load.ts';
import type { Json } from '../../src/model/value.ts';
import { realWorld } from '../../src/world.ts';
import { describeContract } from './contract.ts';
import { systemDef } from './sqlite-system.ts';

const KINDS: readonly NativeKind[] = [
  'text',
  'integer',
  'decimal',
  'float',
  'boolean',
  'date',
  'time',
  'datetime',
  'local-datetime',
  'json',
  'list',
  'bytes',
];
const columns = [{ name: 'id', kind: 'text' as const }, ...KINDS.map((kind) => ({ name: `a ${kind}`, kind }))];

function openLive(live: MemorySystem): Promise<Connector> {
  return openConnector(systemDef('memory', { live: live as unknown as Json }), '/nowhere', realWorld());
}

function harness(open: (live: MemorySystem) => Promise<Connector>): ContractHarness {
  return {
    resource: 'things',
    id: 'id',
    columns,
    actions: ['create', 'update', 'delete'],
    async start() {
      const live = createMemorySystem(
        {},
        { things: Object.fromEntries(columns.map(({ name, kind }) => [name, kind])) },
      );
      const things = live.resources.get('things');
      return {
        open: () => open(live),
        async seed(records) {
          things?.records.splice(0);
          for (const record of records) live.insert('things', Object.fromEntries(record) as Record<string, Json>);
        },
        mutate: async (id, field, value) => live.update('things', ['id', id], { [field]: value }),
        rawRecords: async () => live.records('things'),
        fingerprint: async () => JSON.stringify(things?.records.map(({ values, version }) => [[...values], version])),
        stop: async () => {},
      };
    },
  };
}

describeContract('memory', harness(openLive));
describeContract(
  'memory without pacing',
  harness(async (live) => new MemoryConnector('erp', live)),
);

const scan = { resource: 'things', id: ['id'], fields: ['id', 'n'], where: null, lookup: null, pageSize: 10 };

async function open(records: readonly Record<string, Json>[], schema?: Record<string, Json>): Promise<Connector> {
  const connection = { records: { things: records }, ...(schema === undefined ? {} : { schema: { things: schema } }) };
  return openConnector(systemDef('memory', connection), '/nowhere', realWorld());
}

describe('memory', () => {
  it('gives whole numbers as text of kind integer, and mixed numbers as decimals', async () => {
    const whole = await collectRead(await open([{ id: 'a', n: 7 }]), scan);
    const mixed = await collectRead(
      await open([
        { id: 'a', n: 7 },
        { id: 'b', n: 19.9 },
      ]),
      scan,
    );

    expect(whole.columns[1]).toEqual({ name: 'n', kind: 'integer' });
    expect(whole.records[0]?.native.get('n')).toBe('7');
    expect(mixed.columns[1]?.kind).toBe('decimal');
    expect(mixed.records.map(({ native }) => native.get('n'))).toEqual(['7', '19.9']);
  });

  it('leaves an absent field absent', async () => {
    const { records } = await collectRead(await open([{ id: 'a' }, { id: 'b', n: null }]), scan);

    expect(records.map(({ native }) => native.has('n'))).toEqual([false, true]);
    expect(records[0]?.bytes).not.toBe(records[1]?.bytes);
  });

  it('takes text that looks like a reference in records as data', async () => {
    const { records } = await collectRead(await open([{ id: 'a', n: '${env:HOME}' }]), scan);

    expect(records[0]?.native.get('n')).toBe('${env:HOME}');
  });

  it('numbers a created record that brings no id', async () => {
    const connector = await open([{ id: '41', n: 'x' }]);
    const write = connector.writeBatch?.bind(connector);
    const create = {
      id: 'c1',
      action: 'create' as const,
      nativeId: null,
      version: null,
      before: null,
      values: new Map<string, NativeValue>([['n', 'y']]),
    };

    const outcomes = await write?.({ resource: 'things', id: ['id'], changes: [create] }, new AbortController().signal);

    expect(outcomes?.[0]?.nativeId).toEqual(['42']);
  });

  it('shows each fault that a test asks for', async () => {
    const live = createMemorySystem({
      things: Array.from({ length: 30 }, (_, index) => ({ id: `k${index}`, n: index })),
    });
    const connector = await openLive(live);
    const plain = await collectRead(connector, scan);

    live.faults.shuffleSeed = 7;
    const shuffled = await collectRead(connector, scan);
    live.faults.totalOffset = 2;
    const miscounted = await collectRead(connector, scan);
    live.faults.isUncertified = true;
    const uncertified = await collectRead(connector, scan);
    live.faults.failAfter = 15;

    expect(shuffled.records).not.toEqual(plain.records);
    expect(new Set(shuffled.records.map(({ key }) => key.join()))).toEqual(
      new Set(plain.records.map(({ key }) => key.join())),
    );
    expect(miscounted.certificate?.total).toBe(32);
    expect(uncertified.certificate).toBeNull();
    await expect(collectRead(connector, scan)).rejects.toMatchObject({
      code: 'CONNECTOR_BROKEN_OFF',
      isRetryable: true,
    });
  });

  it('keeps two connections to records apart, and two to a live system together', async () => {
    const live = createMemorySystem({ things: [{ id: 'a', n: 'one' }] });
    const [one, two] = [await openLive(live), await openLive(live)];
    live.update('things', ['id', 'a'], { n: 'two' });

    expect((await collectRead(one, scan)).records).toEqual((await collectRead(two, scan)).records);
  });
});
