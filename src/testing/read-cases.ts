import assert from 'node:assert/strict';
import type { CaseList } from './contract-cases.ts';
import { labelOf, recordOf, type Scene } from './scene.ts';

const PAGE_SIZES = [1, 7, 1000];

/** Scans: every record once, with proof that it was all. */
export function readCases(): CaseList {
  return [
    ['a scan delivers each record once, in pages of 1, 7 and 1,000 alike', deliversOnce],
    ['the last page alone carries the certificate, and counts what was delivered', certifies],
    ['an empty resource is a complete read of nothing', certifiesNothing],
    ['a page has the requested fields in the requested order, and no other', keepsFields],
    ['two reads at once do not disturb each other', readsTwiceAtOnce],
    ['a read that is broken off early does no harm to the next', breaksOff],
    ['an aborted read stops promptly with the reason of the abort', stops],
    ['a filter is passed down, and its certificate counts under it', filters],
  ];
}

async function seedMany({ harness, system }: Scene, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, (_, index) => `K-${String((index * 7919) % count).padStart(4, '0')}`);
  await system.seed(ids.map((id) => recordOf(harness, id, { [labelOf(harness)]: `label of ${id}` })));
  return ids;
}

async function deliversOnce(scene: Scene): Promise<void> {
  const ids = [...(await seedMany(scene, 50))].sort();
  const reads = [];
  for (const pageSize of PAGE_SIZES) reads.push(await scene.read({ pageSize }));

  for (const [index, { records, certificates }] of reads.entries()) {
    const pageSize = PAGE_SIZES[index] ?? 1;
    assert.deepEqual(records.map(({ key }) => key.join()).sort(), ids, `every record once in pages of ${pageSize}`);
    assert.ok(certificates.length >= Math.ceil(50 / pageSize), `no page has more than ${pageSize} records`);
    assert.deepEqual(
      new Map(records.map(({ key, bytes }) => [key.join(), bytes])),
      new Map(reads[0]?.records.map(({ key, bytes }) => [key.join(), bytes])),
    );
  }
}

async function certifies(scene: Scene): Promise<void> {
  await seedMany(scene, 20);

  for (const pageSize of [1, 7, 20, 1000]) {
    const { certificates, certificate } = await scene.read({ pageSize });
    assert.ok(
      certificates.slice(0, -1).every((each) => each === null),
      'only the last page has a certificate',
    );
    assert.equal(certificate?.complete, true);
    assert.equal(certificate.count, 20);
    assert.ok(certificate.total === null || certificate.total === 20, 'the total is the count, or not told');
  }
}

async function certifiesNothing(scene: Scene): Promise<void> {
  const { records, certificate } = await scene.read();

  assert.equal(records.length, 0);
  assert.equal(certificate?.complete, true);
  assert.equal(certificate.count, 0);
}

async function keepsFields(scene: Scene): Promise<void> {
  await seedMany(scene, 2);
  const label = labelOf(scene.harness);

  const { records, columns } = await scene.read({ fields: [label] });

  assert.deepEqual(
    columns.map(({ name }) => name),
    [label],
  );
  for (const { native, key } of records) {
    assert.deepEqual([...native], [[label, `label of ${key.join()}`]]);
  }
}

async function readsTwiceAtOnce(scene: Scene): Promise<void> {
  await seedMany(scene, 40);

  const [one, two] = await Promise.all([scene.read({ pageSize: 3 }), scene.read({ pageSize: 5 })]);

  assert.equal(new Set(one.records.map(({ key }) => key.join())).size, 40);
  assert.equal(new Set(two.records.map(({ key }) => key.join())).size, 40);
}

async function breaksOff(scene: Scene): Promise<void> {
  await seedMany(scene, 20);

  for await (const page of scene.connector.read(scene.request({ pageSize: 2 }), scene.signal)) {
    assert.equal(page.certificate, null, 'a partial read has no certificate');
    break;
  }

  assert.equal((await scene.read()).records.length, 20);
}

async function stops(scene: Scene): Promise<void> {
  await seedMany(scene, 50);
  const controller = new AbortController();
  const reason = new Error('stopped by the suite');
  let pages = 0;
  const readOn = async (): Promise<void> => {
    for await (const page of scene.connector.read(scene.request({ pageSize: 1 }), controller.signal)) {
      pages += page.count;
      controller.abort(reason);
    }
  };

  await assert.rejects(readOn(), (error) => error === reason || (error as Error).name === 'AbortError');
  await assert.rejects(readOn(), 'a read under an aborted signal does not start');
  assert.ok(pages <= 2, 'no further pages come after the abort');
}

async function filters(scene: Scene): Promise<void> {
  const { filters: filter } = scene.harness;
  await seedMany(scene, 10);
  if (filter === undefined) {
    await assert.rejects(scene.read({ where: 'x = 1' }), { code: 'CONNECTOR_NO_FILTER' });
    return;
  }

  const all = await scene.read({ where: filter.all });
  const none = await scene.read({ where: filter.none });

  assert.equal(all.certificate?.count, 10);
  assert.equal(none.certificate?.count, 0);
  assert.equal(none.certificate.complete, true);
}
