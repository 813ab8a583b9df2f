import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/model/discrepancy.ts';
import { trimmed } from '../../plugins/memory/write-faults.ts';
import { safeScene } from './safe-scene.ts';

const scene = safeScene();
const { erp, edit, outcomes, documents, decide, openTroubles } = scene;

describe('unknown outcomes', () => {
  it('are applied when reading shows that they landed', async () => {
    edit('a1', 'new');
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'now', times: 1 });

    expect(await outcomes()).toEqual([['applied', 'SETTLED_BY_READING']]);
    expect(await openTroubles()).toEqual([]);
  });

  it('are sent again under a strong guard when they did not land', async () => {
    edit('a1', 'new');
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never', times: 2 });

    expect(await outcomes()).toEqual([['applied', null]]);
    expect(erp().writeCalls).toBe(3);
  });

  it('wait for the settle time before they are judged, so that a late landing is no second write', async () => {
    erp().traits.settleMs = 4_000;
    edit('a1', 'new');
    erp().faults.writeFaults.push({ kind: 'lose', landing: { afterMs: 3_000 }, times: 1 });

    expect(await outcomes()).toEqual([['applied', 'SETTLED_BY_READING']]);
    expect(scene.slept).toContain(4_000);
    expect(erp().writeCalls).toBe(1);
  });

  it('of a create without a unique key are parked, held, and over when the record appears', async () => {
    scene.project.system('crm').insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never', times: 1 });

    expect(await outcomes()).toEqual([['unknown', 'CREATE_UNSETTLED']]);
    expect(erp().writeCalls).toBe(1);
    expect(await openTroubles()).toMatchObject([{ state: 'parked', key: 'C90', code: 'CREATE_UNSETTLED' }]);
    const held = await scene.project.plan();
    expect(held.plan.changes[0]?.holds.map(({ code }) => code)).toEqual(['parked']);
    expect(await outcomes()).toEqual([['held', 'HELD']]);
    erp().insert('kunden', { id: 'k90', ref: 'C90', email: 'x', iban: 'y' });
    await outcomes();
    expect(await openTroubles()).toEqual([]);
  });

  it('of a create under a unique key are sent again', async () => {
    erp().traits.uniqueKeys = { kunden: [['ref']] };
    scene.project.system('crm').insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never', times: 1 });

    expect(await outcomes()).toEqual([['applied', null]]);
    expect(
      erp()
        .records('kunden')
        .filter((record) => record.get('ref') === 'C90'),
    ).toHaveLength(1);
  });
});

describe('failures', () => {
  it('are tried again with a pause that respects what the system asks for', async () => {
    edit('a1', 'new');
    erp().faults.writeFaults.push({ kind: 'fail', code: 'CONNECTOR_RATE_LIMIT', retryAfterMs: 3_000, times: 2 });

    expect(await outcomes()).toEqual([['applied', null]]);
    expect(scene.slept.filter((ms) => ms === 3_000)).toHaveLength(2);
  });

  it('end after five attempts with one open alert, which is resolved when the change goes through', async () => {
    edit('a1', 'new');
    erp().faults.writeFaults.push({ kind: 'fail', times: 5 });

    expect(await outcomes()).toEqual([['failed', 'SYSTEM_BUSY']]);
    expect(await openTroubles()).toMatchObject([{ key: 'C1', system: 'erp', state: 'open', owner: 'crm' }]);
    expect(await documents<Alert>('alert')).toMatchObject([{ state: 'open', kind: 'failure' }]);
    expect(await outcomes()).toEqual([['applied', null]]);
    expect(await openTroubles()).toEqual([]);
    expect((await documents<Alert>('alert')).map(({ state }) => state).sort()).toEqual(['open', 'resolved']);
  });

  it('of a refused login are not tried again', async () => {
    edit('a1', 'new');
    erp().faults.writeFaults.push({ kind: 'fail', code: 'SYSTEM_LOGIN' });

    expect(await outcomes()).toEqual([['failed', 'SYSTEM_LOGIN']]);
    expect(erp().writeCalls).toBe(1);
  });

  it('for good are quarantined: not tried again until the input changes, and the rest goes on', async () => {
    edit('a1', 'bad');
    edit('a2', 'good');
    erp().faults.writeFaults.push({ kind: 'reject', code: 'CHECK', record: 'k1' });

    expect(await outcomes()).toEqual([
      ['rejected', 'CHECK'],
      ['applied', null],
    ]);
    expect((await scene.project.plan()).plan.changes.map(({ holds }) => holds.map(({ code }) => code))).toEqual([
      ['quarantined'],
    ]);
    expect(await openTroubles()).toMatchObject([{ state: 'quarantined', key: 'C1' }]);
    erp().faults.writeFaults.length = 0;
    edit('a1', 'better');
    expect(await outcomes()).toEqual([['applied', null]]);
    expect(await openTroubles()).toEqual([]);
  });
});

describe('accepted but different', () => {
  it('is its own outcome; two rounds of it stop the field, name it and propose its equality', async () => {
    erp().faults.writeFaults.push({ kind: 'alter', alter: trimmed });
    edit('a1', 'new ');

    expect(await outcomes()).toEqual([['applied_differently', 'READ_BACK_DIFFERS']]);
    expect(await outcomes()).toEqual([['applied_differently', 'READ_BACK_DIFFERS']]);
    const { plan } = await scene.project.plan();
    expect(plan.changes[0]?.holds).toMatchObject([{ code: 'differs' }]);
    expect(plan.changes[0]?.holds[0]?.reason).toContain('equality: trimmed');
  });
});

describe('fights', () => {
  it('stop after three reverts of the same field, and name both writers', async () => {
    for (let round = 0; round < 3; round += 1) {
      erp().update('kunden', ['id', 'k1'], { email: 'theirs' });
      expect(await outcomes()).toEqual([['applied', null]]);
    }
    erp().update('kunden', ['id', 'k1'], { email: 'theirs' });

    const { plan } = await scene.project.plan();
    expect(plan.changes[0]?.holds.map(({ code }) => code)).toEqual(['fight']);
    expect(plan.changes[0]?.holds[0]?.reason).toMatch(/crm.*erp/);
    expect(await outcomes()).toEqual([['held', 'HELD']]);
    expect((await documents<Alert>('alert')).map(({ kind }) => kind)).toContain('fight');
  });

  it('stop as well when the owner moves the field each time', async () => {
    for (let round = 0; round < 3; round += 1) {
      edit('a1', `round ${round}`);
      erp().update('kunden', ['id', 'k1'], { email: `theirs ${round}` });
      expect(await outcomes()).toEqual([['applied', null]]);
    }
    edit('a1', 'the last');
    erp().update('kunden', ['id', 'k1'], { email: 'theirs' });

    expect(await outcomes()).toEqual([['held', 'HELD']]);
    expect((await documents<Alert>('alert')).map(({ kind }) => kind)).toContain('fight');
  });

  it('are none when the owner itself moves the field', async () => {
    for (let round = 0; round < 5; round += 1) {
      edit('a1', `round ${round}`);
      expect(await outcomes()).toEqual([['applied', null]]);
    }
  });
});

describe('freeze', () => {
  const freeze = (id: string) => ({ id, actor: 'ann', at: '2026-01-01T00:00:00.000Z', reason: null });

  it('refuses a plan that it covers, with zero writes, and lets others pass', async () => {
    edit('a1', 'new');
    await decide('freeze', 'system:erp', freeze('system:erp'));
    const { plan } = await scene.project.plan();

    await expect(scene.project.apply(plan)).rejects.toMatchObject({ code: 'FROZEN', exit: 3 });
    expect(erp().writeCalls).toBe(0);
    await decide('freeze', 'system:erp', freeze('system:crm'));
    expect((await scene.project.apply(plan)).exit).toBe(0);
  });

  it('stops a run that is under way', async () => {
    for (let i = 0; i < 30; i += 1) edit(`a${i}`, `new${i}`);
    const { plan } = await scene.project.plan();
    scene.project.wrap = (system, connector) =>
      system !== 'erp'
        ? connector
        : new Proxy(connector, {
            get: (target, name) => {
              const value: unknown = Reflect.get(target, name);
              if (name !== 'writeBatch' || typeof value !== 'function')
                return typeof value === 'function' ? value.bind(target) : value;
              return async (...given: unknown[]) => {
                if (erp().writeCalls === 4) await decide('freeze', 'all', freeze('all'));
                return (value as (...args: unknown[]) => unknown).apply(target, given);
              };
            },
          });

    const report = await scene.project.apply(plan);

    expect(report.systems[0]).toMatchObject({ of: 30, applied: 5, not_tried: 25 });
    expect(report.outcomes.find(({ outcome }) => outcome === 'not_tried')?.code).toBe('FROZEN');
    expect(erp().writeCalls).toBe(5);
  });
});

describe('a run', () => {
  it('sends the first ten changes one at a time, then more together', async () => {
    for (let i = 0; i < 30; i += 1) edit(`a${i}`, `new${i}`);

    await outcomes();

    expect(erp().writeCalls).toBeGreaterThanOrEqual(11);
    expect(erp().writeCalls).toBeLessThan(15);
  });

  it('stops when its canaries fail', async () => {
    for (let i = 0; i < 30; i += 1) edit(`a${i}`, `new${i}`);
    erp().faults.writeFaults.push({ kind: 'reject', code: 'CHECK' });

    const report = await scene.project.apply((await scene.project.plan()).plan);

    expect(report.systems[0]).toMatchObject({ rejected: 5, not_tried: 25 });
    expect(report.stopped).toContain('first 10');
    expect((await documents<Alert>('alert')).filter(({ kind }) => kind === 'stopped')).toHaveLength(1);
  });

  it('stops when too much went stale since the review', async () => {
    for (let i = 0; i < 30; i += 1) edit(`a${i}`, `new${i}`);
    const { plan } = await scene.project.plan();
    for (let i = 0; i < 21; i += 1) edit(`a${i}`, `newer${i}`);

    const report = await scene.project.apply(plan);

    expect(report.systems[0]).toMatchObject({ stale: 21, applied: 0, not_tried: 9 });
    expect(report.stopped).toContain('stale');
  });

  it('leaves an audited fact for each write, a signed head, and no classified value anywhere in its state', async () => {
    scene.project.system('crm').update('accounts', ['id', 'a1'], { iban: 'DE-CANARY-NEW', mail: 'new' });
    await outcomes();

    const state = await (await scene.project.open()).state.reader();
    const leaves: Record<string, unknown>[] = [];
    for await (const { leaf } of state.audit()) leaves.push(JSON.parse(leaf) as Record<string, unknown>);
    await state.close();
    const writes = leaves.filter(({ kind }) => kind === 'write');
    expect(writes).toMatchObject([{ action: 'update', system: 'erp', key: 'C1', outcome: 'applied', attempts: 1 }]);
    expect(await documents('head')).not.toEqual([]);
    const all = JSON.stringify([leaves, await documents('envelope'), await documents('alert'), await documents('run')]);
    expect(all).not.toContain('CANARY');
  });
});
