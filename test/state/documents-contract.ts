import { expect, it } from 'vitest';
import type { ProjectConfig } from '../../src/model/manifest.ts';
import type { Lease, StateDocument, StateStore } from '../../src/model/state.ts';
import * as files from '../../src/state/open-state.ts';
import { realWorld } from '../../src/world.ts';
import { chainFaults, leafOf } from './audit-leaves.ts';
import { collect } from './collect.ts';

/** The state that a test works on. */
interface Bench {
  readonly bench: {
    freshProject(): ProjectConfig;
    readonly open?: Pick<typeof files, 'openStateReader' | 'openStateStore'>;
  };
  readonly config: () => ProjectConfig;
  readonly store: () => StateStore;
  readonly lease: () => Lease;
}

const world = realWorld();

const holdOf = (id: string, body: StateDocument['body'] = { id }): StateDocument => ({ kind: 'hold', id, body });

/** What every store keeps of documents and of the audit chain. */
export function describeDocuments({ bench, config, store, lease }: Bench): void {
  const { openStateReader, openStateStore } = bench.open ?? files;
  const error = (code: string) => expect.objectContaining({ name: 'ConcordatError', code }) as Error;
  const actions = async (from: StateStore = store()): Promise<readonly unknown[]> =>
    (await collect(from.audit()))
      .map(({ leaf }) => JSON.parse(leaf) as { action: string; change: unknown })
      .filter(({ action }) => action !== 'rotate')
      .map(({ change }) => change);
  const faults = async (from: StateStore = store()): Promise<readonly string[]> =>
    chainFaults((await from.lineage())?.id ?? '', await collect(from.audit()));

  it('keeps documents by kind and id, the newest body whole, and gives them by id', async () => {
    const body = { text: 'ü "\\', nested: [null, 1, { a: true }], long: 'x'.repeat(10_000) };
    await store().decide({ documents: [holdOf('b'), holdOf('a'), { kind: 'alert', id: 'a', body: [] }] });
    await store().commit(lease(), { documents: [holdOf('b', { old: 1 }), holdOf('b', body), holdOf('ü')] });

    expect(await collect(store().documents('hold'))).toEqual([holdOf('a'), holdOf('b', body), holdOf('ü')]);
    expect(await collect(store().documents('hold', ['ü', 'a', 'nobody']))).toEqual([holdOf('a'), holdOf('ü')]);
    expect(await collect(store().documents('hold', []))).toEqual([]);
    expect(await collect(store().documents('run'))).toEqual([]);
  });

  it('forgets documents after it has set others', async () => {
    await store().decide({ documents: [holdOf('a'), holdOf('b')] });
    await store().decide({
      documents: [holdOf('c'), holdOf('d')],
      undocuments: [holdOf('a'), holdOf('d'), holdOf('x')],
    });

    expect((await collect(store().documents('hold'))).map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('gives more documents than a page holds, each once', async () => {
    const documents = Array.from({ length: 5_001 }, (_, i) => holdOf(`h${i}`, i));
    await store().decide({ documents });

    expect(new Set((await collect(store().documents('hold'))).map(({ body }) => body)).size).toBe(5_001);
  });

  it('chains audited facts over commits and decisions in turn, from the genesis of its lineage on', async () => {
    await store().commit(lease(), { audit: [leafOf({ change: 'c1' }), leafOf({ change: 'c2' })] });
    await store().decide({ audit: [leafOf({ change: 'd1', detail: { reason: 'ü "' } })] });
    await store().commit(lease(), { audit: [] });
    await store().commit(lease(), { audit: [leafOf({ change: 'c3' })] });

    expect(await actions()).toEqual(['c1', 'c2', 'd1', 'c3']);
    expect(await faults()).toEqual([]);
    const all = await collect(store().audit());
    expect(await collect(store().audit(2))).toEqual(all.slice(1));
    expect(await collect(store().audit(all.length + 1))).toEqual([]);
  });

  it('gives a long chain whole', async () => {
    for (let part = 0; part < 3; part += 1) {
      const audit = Array.from({ length: 2_500 }, (_, i) => leafOf({ change: `c${part * 2_500 + i}` }));
      await store().commit(lease(), { audit });
    }

    expect(await actions()).toHaveLength(7_500);
    expect(await faults()).toEqual([]);
  });

  it('a decision goes through while another holds the lease, raises the serial, and is seen at once', async () => {
    const second = await openStateStore(config(), world);
    const before = await store().lineage();

    await second.decide({ documents: [{ kind: 'freeze', id: 'all', body: {} }], audit: [leafOf({ change: 'f' })] });
    await store().commit(lease(), { audit: [leafOf({ change: 'c' })] });

    expect(await collect(store().documents('freeze'))).toHaveLength(1);
    expect((await store().lineage())?.serial).toBe((before?.serial ?? 0) + 2);
    expect(await actions(second)).toEqual(['f', 'c']);
    expect(await faults()).toEqual([]);
    await second.close();
  });

  it('a decision makes the state on first use', async () => {
    const first = await openStateStore(bench.freshProject(), world);
    await first.decide({ documents: [holdOf('a')], audit: [leafOf({ change: 'a' })] });

    expect(await collect(first.documents('hold'))).toEqual([holdOf('a')]);
    expect(await faults(first)).toEqual([]);
    await first.close();
  });

  it('who lost the lease appends nothing to the chain and sets no document', async () => {
    const next = await store().acquireLease('me', 60_000, world.now());

    await expect(
      store().commit(lease(), { documents: [holdOf('a')], audit: [leafOf({ change: 'old' })] }),
    ).rejects.toEqual(error('STATE_FENCED'));
    await store().commit(next, { audit: [leafOf({ change: 'new' })] });

    expect(await collect(store().documents('hold'))).toEqual([]);
    expect(await actions()).toEqual(['new']);
    expect(await faults()).toEqual([]);
  });

  it('many that write at once never fork the chain', async () => {
    const writers = await Promise.all([1, 2, 3].map(() => openStateStore(config(), world)));
    const work = writers.flatMap((writer, w) =>
      Array.from({ length: 8 }, (_, i) => writer.decide({ audit: [leafOf({ change: `w${w}-${i}` }), leafOf({})] })),
    );
    const commits = Array.from({ length: 8 }, (_, i) =>
      store().commit(lease(), { audit: [leafOf({ change: `c${i}` })] }),
    );

    await Promise.all([...work, ...commits]);

    const told = (await actions()).filter((change) => change !== null);
    expect(new Set(told).size).toBe(32);
    expect(told).toHaveLength(32);
    expect(await faults()).toEqual([]);
    await Promise.all(writers.map((writer) => writer.close()));
  });

  it('a reader sees documents and chain as they are', async () => {
    await store().decide({ documents: [holdOf('a')], audit: [leafOf({ change: 'a' })] });
    const reader = await openStateReader(config(), world);

    expect(await collect(reader.documents('hold'))).toEqual([holdOf('a')]);
    expect(await collect(reader.audit())).toEqual(await collect(store().audit()));
    await reader.close();
  });
}
