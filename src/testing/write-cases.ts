import assert from 'node:assert/strict';
import type { NativeRecord } from '../connector/index.ts';
import type { CaseList } from './contract-cases.ts';
import type { ContractHarness } from './harness.ts';
import { assertSameRecord, labelOf, recordOf, samplesFor, type Scene } from './scene.ts';

/** Writes: exactly what was asked, one outcome each. */
export function writeCases(harness: ContractHarness): CaseList {
  const { actions } = harness;
  const columns = harness.columns.filter(({ name }) => name !== harness.id);
  return [
    ...(actions.includes('create') ? createCases() : []),
    ...(actions.includes('update') ? updateCases() : []),
    ...(actions.includes('update')
      ? columns.map(
          ({ name, kind }) =>
            [`${kind} values are written exactly (${name})`, (scene: Scene) => writesExactly(scene, name)] as const,
        )
      : []),
    ...(actions.includes('delete') ? deleteCases() : []),
    ...(actions.length === 3
      ? [['a read after mixed writes shows exactly what was written', writesMixed] as const]
      : []),
  ];
}

function createCases(): CaseList {
  return [['a created record can be read back under the id that the outcome names', creates]];
}

function updateCases(): CaseList {
  return [
    ['an update sets the given fields and no other', updatesOnly],
    ['a stale change in a batch stops no other, and every change has its outcome in order', reportsEach],
    ['null and empty text are written as such', writesNothings],
  ];
}

function deleteCases(): CaseList {
  return [['a delete removes the one record', deletes]];
}

async function creates(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  await system.seed([recordOf(harness, 'old')]);
  const record = recordOf(harness, 'new 😀', { [labelOf(harness)]: 'created' });

  const [outcome] = await scene.write(await scene.change('create', 'new', record));

  assert.equal(outcome?.status, 'applied');
  assert.deepEqual(outcome.nativeId, ['new 😀']);
  assertSameRecord((await scene.record('new 😀')).native, record, 'the created record as read');
  assertSameRecord((await scene.raw()).get('new 😀'), record, 'the created record in the system');
  assert.equal((await scene.raw()).size, 2);
}

async function updatesOnly(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const label = labelOf(harness);
  const [one, two] = [recordOf(harness, 'one', { [label]: 'before' }), recordOf(harness, 'two', { [label]: 'before' })];
  await system.seed([one, two]);

  const [outcome] = await scene.write(await scene.change('update', 'one', new Map([[label, 'after']])));

  assert.equal(outcome?.status, 'applied');
  assert.deepEqual(outcome.nativeId, ['one']);
  const raw = await scene.raw();
  assertSameRecord(raw.get('one'), new Map([...one, [label, 'after']]), 'the updated record');
  assertSameRecord(raw.get('two'), two, 'its neighbour');
}

async function reportsEach(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const label = labelOf(harness);
  const ids = ['one', 'two', 'three'];
  await system.seed(ids.map((id) => recordOf(harness, id, { [label]: 'seen' })));
  const changes = [];
  for (const id of ids) changes.push(await scene.change('update', id, new Map([[label, 'ours']])));
  await system.mutate('two', label, 'theirs');

  const outcomes = await scene.write(...changes);

  assert.deepEqual(
    outcomes.map(({ id, status }) => [id, status]),
    [
      ['update one', 'applied'],
      ['update two', 'conflict'],
      ['update three', 'applied'],
    ],
  );
  const raw = await scene.raw();
  assert.deepEqual(
    ids.map((id) => raw.get(id)?.get(label)),
    ['ours', 'theirs', 'ours'],
  );
}

async function writesNothings(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const label = labelOf(harness);
  await system.seed(['null', 'empty'].map((id) => recordOf(harness, id, { [label]: 'full' })));

  const outcomes = await scene.write(
    await scene.change('update', 'null', new Map([[label, null]])),
    await scene.change('update', 'empty', new Map([[label, { nothing: 'empty' }]])),
  );

  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['applied', 'applied'],
  );
  assert.equal((await scene.record('null')).native.get(label), null);
  if (harness.tellsNullFromEmpty !== false)
    assertSameRecord((await scene.record('empty')).native, new Map([[label, '']]), 'the empty text');
}

async function writesExactly(scene: Scene, column: string): Promise<void> {
  const { harness, system } = scene;
  const values = samplesFor(harness, column);
  await system.seed(
    values.map((_, index) => recordOf(harness, `W-${index}`, { [column]: values.at(index - 1) ?? null })),
  );
  const changes = [];
  for (const [index, value] of values.entries())
    changes.push(await scene.change('update', `W-${index}`, new Map([[column, value]])));

  const outcomes = await scene.write(...changes);

  assert.deepEqual(
    outcomes.map(({ status, code }) => [status, code]),
    values.map(() => ['applied', null]),
  );
  for (const [index, value] of values.entries()) {
    const wanted: NativeRecord = recordOf(harness, `W-${index}`, { [column]: value });
    assertSameRecord((await scene.record(`W-${index}`)).native, wanted, `record W-${index} as read`);
  }
}

async function deletes(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const stays = recordOf(harness, 'stays');
  await system.seed([recordOf(harness, 'goes'), stays]);

  const [outcome] = await scene.write(await scene.change('delete', 'goes', new Map()));

  assert.equal(outcome?.status, 'applied');
  const raw = await scene.raw();
  assert.deepEqual([...raw.keys()], ['stays']);
  assertSameRecord(raw.get('stays'), stays, 'its neighbour');
}

async function writesMixed(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const label = labelOf(harness);
  const records = ['a', 'b', 'c', 'd'].map((id) => recordOf(harness, id, { [label]: `label ${id}` }));
  await system.seed(records);

  const outcomes = await scene.write(
    await scene.change('update', 'b', new Map([[label, 'new b']])),
    await scene.change('delete', 'c', new Map()),
    await scene.change('create', 'e', recordOf(harness, 'e', { [label]: 'new e' })),
  );

  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['applied', 'applied', 'applied'],
  );
  const { records: found, certificate } = await scene.read();
  const labels = found.map(({ key, native }) => [key.join(), native.get(label)]).sort();
  assert.deepEqual(labels, [
    ['a', 'label a'],
    ['b', 'new b'],
    ['d', 'label d'],
    ['e', 'new e'],
  ]);
  assert.equal(certificate?.complete, true);
}
