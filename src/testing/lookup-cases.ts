import assert from 'node:assert/strict';
import type { CaseList } from './contract-cases.ts';
import type { ContractHarness } from './harness.ts';
import { labelOf, recordOf, samplesFor, type Scene } from './scene.ts';

/** Reads of single records. */
export function lookupCases(harness: ContractHarness): CaseList {
  const others = harness.columns.filter(
    ({ name, kind }) =>
      name !== harness.id && kind !== 'json' && kind !== 'list' && kind !== 'float' && kind !== 'bytes',
  );
  return [
    ['a lookup by id finds exactly the records asked for; missing ones are no error', findsById],
    ['a lookup of 1,000 values finds them all, each once', findsMany],
    ...others.map(
      ({ name, kind }) =>
        [
          `a lookup by a ${kind} column finds every record with the value (${name})`,
          (scene: Scene) => findsBy(scene, name),
        ] as const,
    ),
    ['a lookup by two columns wants both', findsByPair],
    ['a lookup finds the value, not what looks like it', findsExactly],
  ];
}

async function findsById(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  await system.seed(['a', 'b', 'c'].map((id) => recordOf(harness, id)));

  const { records, certificate } = await scene.read({
    pageSize: 1,
    lookup: { by: [harness.id], values: [['c'], ['nobody'], ['a'], ['a']] },
  });

  assert.deepEqual(records.map(({ key }) => key.join()).sort(), ['a', 'c']);
  assert.equal(certificate?.complete, true);
  assert.equal(certificate.count, 2);
}

async function findsMany(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const ids = Array.from({ length: 1000 }, (_, index) => `M-${index}`);
  await system.seed([...ids.slice(0, 700), 'other'].map((id) => recordOf(harness, id)));

  const { records } = await scene.read({ pageSize: 100, lookup: { by: [harness.id], values: ids.map((id) => [id]) } });

  assert.deepEqual(records.map(({ key }) => key.join()).sort(), ids.slice(0, 700).sort());
}

async function findsBy(scene: Scene, column: string): Promise<void> {
  const { harness, system } = scene;
  const [first, second] = samplesFor(harness, column).filter((value) => value !== '');
  assert.ok(first !== undefined && second !== undefined, `${column} has two sample values`);
  await system.seed(
    [
      ['a', first],
      ['b', second],
      ['c', first],
    ].map(([id, value]) => recordOf(harness, String(id), { [column]: value ?? null })),
  );

  const { records } = await scene.read({ lookup: { by: [column], values: [[first]] } });

  assert.deepEqual(records.map(({ key }) => key.join()).sort(), ['a', 'c']);
}

async function findsByPair(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const label = labelOf(harness);
  await system.seed([
    recordOf(harness, 'a', { [label]: 'x' }),
    recordOf(harness, 'b', { [label]: 'x' }),
    recordOf(harness, 'c', { [label]: 'y' }),
  ]);

  const { records } = await scene.read({
    lookup: {
      by: [harness.id, label],
      values: [
        ['a', 'x'],
        ['b', 'y'],
        ['c', 'y'],
      ],
    },
  });

  assert.deepEqual(records.map(({ key }) => key.join()).sort(), ['a', 'c']);
}

async function findsExactly(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const label = labelOf(harness);
  const values = ['abc', 'ABC', 'abc ', 'é', 'e\u0301', '7', '007'];
  await system.seed(values.map((value, index) => recordOf(harness, `E-${index}`, { [label]: value })));

  for (const [index, value] of values.entries()) {
    const { records } = await scene.read({ lookup: { by: [label], values: [[value]] } });
    assert.deepEqual(
      records.map(({ key }) => key.join()),
      [`E-${index}`],
      `only ${JSON.stringify(value)} itself is found`,
    );
  }
}
