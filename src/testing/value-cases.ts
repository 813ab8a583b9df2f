import assert from 'node:assert/strict';
import type { NativeRecord } from '../connector/index.ts';
import type { CaseList } from './contract-cases.ts';
import type { ContractHarness } from './harness.ts';
import { SAMPLE_IDS } from './samples.ts';
import { assertSameRecord, labelOf, recordOf, samplesFor, type Scene } from './scene.ts';

/** Values cross the border without loss, and records can be told apart by their bytes. */
export function valueCases(harness: ContractHarness): CaseList {
  const columns = harness.columns.filter(({ name }) => name !== harness.id);
  return [
    ...columns.map(
      ({ name, kind }) =>
        [`${kind} values survive the border exactly (${name})`, (scene: Scene) => survives(scene, name)] as const,
    ),
    ['keys of all scripts and forms stay apart', keepsKeysApart],
    ['null is null in every column', keepsNull],
    ...(harness.tellsNullFromEmpty === false ? [] : [['null and empty text stay apart', keepsEmpty] as const]),
    ['equal content has equal bytes and versions, different content different ones', tellsApart],
    ['a version moves with any change of the record, and with none', movesVersion],
  ];
}

async function survives(scene: Scene, column: string): Promise<void> {
  const { harness, system } = scene;
  const records = samplesFor(harness, column).map((value, index) =>
    recordOf(harness, `S-${index}`, { [column]: value }),
  );
  await system.seed(records);

  const { columns, records: found } = await scene.read();

  assert.equal(
    columns.find(({ name }) => name === column)?.kind,
    harness.columns.find(({ name }) => name === column)?.kind,
  );
  const byId = new Map(found.map(({ key, native }) => [key.join(), native]));
  for (const record of records)
    assertSameRecord(byId.get(String(record.get(harness.id))), record, `record ${String(record.get(harness.id))}`);
}

async function keepsKeysApart(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const ids = samplesFor({ ...harness, samples: { [harness.id]: SAMPLE_IDS, ...harness.samples } }, harness.id).map(
    String,
  );
  await system.seed(ids.map((id) => recordOf(harness, id, { [labelOf(harness)]: `label of ${id}` })));

  const { records, certificate } = await scene.read({ pageSize: 3 });

  assert.deepEqual(records.map(({ key }) => key).sort(), ids.map((id) => [id]).sort());
  assert.equal(certificate?.complete, true);
  for (const id of ids) assert.equal((await scene.record(id)).native.get(labelOf(harness)), `label of ${id}`);
}

async function keepsNull(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const empty: NativeRecord = new Map(harness.columns.map(({ name }) => [name, name === harness.id ? 'N' : null]));
  await system.seed([empty]);

  const { records } = await scene.read();

  assertSameRecord(records[0]?.native, empty, 'the record of nulls');
}

async function keepsEmpty(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const label = labelOf(harness);
  await system.seed([recordOf(harness, 'null', { [label]: null }), recordOf(harness, 'empty', { [label]: '' })]);

  assert.equal((await scene.record('null')).native.get(label), null);
  assertSameRecord((await scene.record('empty')).native, new Map([[label, '']]), 'the empty text');
}

async function tellsApart(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const label = labelOf(harness);
  const values = [
    ...new Set([
      ...samplesFor(harness, label),
      'a',
      'a',
      'a ',
      ...(harness.tellsNullFromEmpty === false ? [] : [null]),
    ]),
  ];
  await system.seed(
    values.flatMap((value, index) =>
      ['x', 'y'].map((twin) => recordOf(harness, `${index}-${twin}`, { [label]: value })),
    ),
  );
  const fields = harness.columns
    .map(({ name }) => name)
    .filter((name) => name !== harness.id)
    .sort();

  const { records } = await scene.read({ fields });

  const groups = Map.groupBy(records, ({ bytes }) => bytes);
  assert.equal(groups.size, values.length, 'as many bytes as different contents');
  for (const twins of groups.values()) assert.equal(new Set(twins.map(({ key }) => key.join().split('-')[0])).size, 1);
}

async function movesVersion(scene: Scene): Promise<void> {
  const { harness, system } = scene;
  const label = labelOf(harness);
  await system.seed([recordOf(harness, 'A', { [label]: 'one' }), recordOf(harness, 'B', { [label]: 'one' })]);
  const first = await scene.record('A');
  const again = await scene.record('A');
  await system.mutate('A', label, 'two');

  const moved = await scene.record('A');

  assert.equal(again.version, first.version, 'an untouched record keeps its version');
  assert.equal(again.bytes, first.bytes);
  assert.notEqual(moved.version, first.version, 'a touched record has another version');
  assert.notEqual(moved.bytes, first.bytes);
}
