import assert from 'node:assert/strict';
import type { CaseList } from './contract-cases.ts';
import type { ContractHarness } from './harness.ts';
import { assertSameRecord, labelOf, recordOf, type Scene } from './scene.ts';

/** Guards: only the record that was seen is written, and every refusal has the same code everywhere. */
export function guardCases({ actions }: ContractHarness): CaseList {
  return [
    ...(actions.includes('create') ? createCases() : []),
    ...(actions.includes('update') ? updateCases() : []),
    ...(actions.includes('delete') ? deleteCases() : []),
  ];
}

function createCases(): CaseList {
  return [['a record whose id is taken is rejected, and the one that is there is left alone', refusesTaken]];
}

function updateCases(): CaseList {
  return [
    ['an update of a record that moved since it was read is a conflict, and leaves it alone', refusesStale],
    ['an update of a record that is gone is a conflict, and creates nothing', refusesGone],
    ['an update that names no version is rejected, and one that sets no field', refusesBare],
  ];
}

function deleteCases(): CaseList {
  return [['a delete of a record that moved since it was read is a conflict, and leaves it alone', refusesStaleDelete]];
}

async function refusesTaken(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const there = recordOf(harness, 'taken', { [labelOf(harness)]: 'there' });
  await system.seed([there]);

  const outcomes = await scene.write(
    await scene.change('create', 'first', recordOf(harness, 'first')),
    await scene.change('create', 'taken', recordOf(harness, 'taken', { [labelOf(harness)]: 'new' })),
    await scene.change('create', 'last', recordOf(harness, 'last')),
  );

  assert.deepEqual(
    outcomes.map(({ status, code }) => [status, code]),
    [
      ['applied', null],
      ['rejected', 'UNIQUE'],
      ['applied', null],
    ],
  );
  assertSameRecord((await scene.raw()).get('taken'), there, 'the record that is there');
  assert.equal((await scene.raw()).size, 3);
}

async function refusesStale(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const label = labelOf(harness);
  await system.seed([recordOf(harness, 'one', { [label]: 'seen' })]);
  const stale = await scene.change('update', 'one', new Map([[label, 'ours']]));
  await system.mutate('one', label, 'theirs');

  const [outcome] = await scene.write(stale);

  assert.equal(outcome?.status, 'conflict');
  assert.equal(outcome.code, 'GUARD_REFUSED');
  assert.equal(outcome.nativeId, null);
  assert.equal((await scene.raw()).get('one')?.get(label), 'theirs');
}

async function refusesGone(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  await system.seed([recordOf(harness, 'one'), recordOf(harness, 'two')]);
  const late = await scene.change('update', 'one', new Map([[labelOf(harness), 'ours']]));
  await system.seed([recordOf(harness, 'two')]);

  const [outcome] = await scene.write(late);

  assert.equal(outcome?.status, 'conflict');
  assert.deepEqual([...(await scene.raw()).keys()], ['two']);
}

async function refusesStaleDelete(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  await system.seed([recordOf(harness, 'one')]);
  const stale = await scene.change('delete', 'one', new Map());
  await system.mutate('one', labelOf(harness), 'theirs');

  const [outcome] = await scene.write(stale);

  assert.equal(outcome?.status, 'conflict');
  assert.equal((await scene.raw()).get('one')?.get(labelOf(harness)), 'theirs');
}

async function refusesBare(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const label = labelOf(harness);
  await system.seed([recordOf(harness, 'one', { [label]: 'there' })]);
  const change = await scene.change('update', 'one', new Map([[label, 'ours']]));

  const outcomes = await scene.write(
    { ...change, id: 'bare', version: null, before: null },
    { ...change, id: 'empty', values: new Map() },
  );

  assert.deepEqual(
    outcomes.map(({ status, code }) => [status, code]),
    [
      ['rejected', 'NO_GUARD'],
      ['rejected', 'NOTHING_TO_WRITE'],
    ],
  );
  assert.equal((await scene.raw()).get('one')?.get(label), 'there');
}
