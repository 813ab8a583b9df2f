import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alert, Discrepancy } from '../../src/model/discrepancy.ts';
import type { DocumentKind } from '../../src/model/state.ts';
import type { World } from '../../src/model/world.ts';
import { trimmed } from '../../plugins/memory/write-faults.ts';
import { memoryProject, memorySystem, type MemoryProject } from './memory-project.ts';
import { testWorld } from './sqlite-project.ts';

const MANIFEST = `${memorySystem('crm', '{ accounts: [read] }')}${memorySystem('erp', '{ kunden: [read, create, update, delete] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
  iban: { type: string, owner: crm, class: confidential }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail, iban: iban } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email, iban: iban } }
`;

let project: MemoryProject;
let slept: number[];

function hastyWorld(): World {
  const world = testWorld();
  const started = Date.now();
  let now = 0;
  return {
    ...world,
    now: () => new Date(started + now).toISOString(),
    monotonicMs: () => now,
    random: () => 0.5,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      // The heartbeat of a lease waits for real; everything else is over at once.
      if (ms >= 5_000 && ms <= 20_000) return world.sleep(ms, signal);
      slept.push(ms);
      now += ms;
    },
  };
}

beforeEach(async () => {
  slept = [];
  const accounts = Array.from({ length: 30 }, (_, i) => ({
    id: `a${i}`,
    no: `C${i}`,
    mail: `m${i}`,
    iban: `DE-CANARY-${i}`,
  }));
  const kunden = accounts.map(({ no, mail, iban }, i) => ({ id: `k${i}`, ref: no, email: mail, iban }));
  project = memoryProject({ crm: { accounts }, erp: { kunden } }, MANIFEST, hastyWorld());
  await project.apply((await project.plan({ isBootstrap: true })).plan);
});
afterEach(() => project.remove());

const erp = () => {
  const system = project.systems.get('erp');
  if (system === undefined) throw new Error('no erp');
  return system;
};
const edit = (id: string, mail: string) => project.systems.get('crm')?.update('accounts', ['id', id], { mail });
const emailOf = (ref: string) => project.record('erp', 'kunden', 'ref', ref)?.['email'];
const outcomes = async () =>
  (await project.apply((await project.plan()).plan)).outcomes.map(({ outcome, code }) => [outcome, code]);

async function documents<T>(kind: DocumentKind): Promise<T[]> {
  const state = await (await project.open()).state.reader();
  const found: T[] = [];
  for await (const { body } of state.documents(kind)) found.push(body as unknown as T);
  await state.close();
  return found;
}
async function decide(kind: DocumentKind, id: string, body: unknown): Promise<void> {
  const store = await (await project.open()).state.store();
  await store.decide({ documents: [{ kind, id, body: body as never }] });
  await store.close();
}
const openTroubles = async () =>
  (await documents<Discrepancy>('discrepancy')).filter(({ state }) => state !== 'resolved');

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
    expect(slept).toContain(4_000);
    expect(erp().writeCalls).toBe(1);
  });

  it('of a create without a unique key are parked, held, and over when the record appears', async () => {
    project.systems.get('crm')?.insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never', times: 1 });

    expect(await outcomes()).toEqual([['unknown', 'CREATE_UNSETTLED']]);
    expect(erp().writeCalls).toBe(1);
    expect(await openTroubles()).toMatchObject([{ state: 'parked', key: 'C90', code: 'CREATE_UNSETTLED' }]);
    const held = await project.plan();
    expect(held.plan.changes[0]?.holds.map(({ code }) => code)).toEqual(['parked']);
    expect(await outcomes()).toEqual([['held', 'HELD']]);
    erp().insert('kunden', { id: 'k90', ref: 'C90', email: 'x', iban: 'y' });
    await outcomes();
    expect(await openTroubles()).toEqual([]);
  });

  it('of a create under a unique key are sent again', async () => {
    erp().traits.uniqueKeys = { kunden: [['ref']] };
    project.systems.get('crm')?.insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
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
    expect(slept.filter((ms) => ms === 3_000)).toHaveLength(2);
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
    expect((await project.plan()).plan.changes.map(({ holds }) => holds.map(({ code }) => code))).toEqual([
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
    const { plan } = await project.plan();
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

    const { plan } = await project.plan();
    expect(plan.changes[0]?.holds.map(({ code }) => code)).toEqual(['fight']);
    expect(plan.changes[0]?.holds[0]?.reason).toMatch(/crm.*erp/);
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
    const { plan } = await project.plan();

    await expect(project.apply(plan)).rejects.toMatchObject({ code: 'FROZEN', exit: 3 });
    expect(erp().writeCalls).toBe(0);
    await decide('freeze', 'system:erp', freeze('system:crm'));
    expect((await project.apply(plan)).exit).toBe(0);
  });

  it('stops a run that is under way', async () => {
    for (let i = 0; i < 30; i += 1) edit(`a${i}`, `new${i}`);
    const { plan } = await project.plan();
    project.wrap = (system, connector) =>
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

    const report = await project.apply(plan);

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

    const report = await project.apply((await project.plan()).plan);

    expect(report.systems[0]).toMatchObject({ rejected: 5, not_tried: 25 });
    expect(report.stopped).toContain('first 10');
    expect((await documents<Alert>('alert')).filter(({ kind }) => kind === 'stopped')).toHaveLength(1);
  });

  it('stops when too much went stale since the review', async () => {
    for (let i = 0; i < 30; i += 1) edit(`a${i}`, `new${i}`);
    const { plan } = await project.plan();
    for (let i = 0; i < 21; i += 1) edit(`a${i}`, `newer${i}`);

    const report = await project.apply(plan);

    expect(report.systems[0]).toMatchObject({ stale: 21, applied: 0, not_tried: 9 });
    expect(report.stopped).toContain('stale');
  });

  it('leaves an audited fact for each write, a signed head, and no classified value anywhere in its state', async () => {
    project.systems.get('crm')?.update('accounts', ['id', 'a1'], { iban: 'DE-CANARY-NEW', mail: 'new' });
    await outcomes();

    const state = await (await project.open()).state.reader();
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

describe('approvals', () => {
  const approve = (digest: string, given: object = {}) =>
    decide('decision', `${digest}:bob:`, {
      id: `${digest}:bob:`,
      digest,
      verdict: 'approved',
      actor: 'bob',
      group: 'finance',
      at: new Date().toISOString(),
      expires: '2099-01-01T00:00:00.000Z',
      reason: null,
      consumed: null,
      ...given,
    });
  const policy = (more = '') =>
    project.manifest(
      `${MANIFEST}---\nkind: policy\nname: p\napprovals: [{ entity: customer, field: iban, from: finance${more} }]\n`,
    );
  const editIban = (iban: string) => project.systems.get('crm')?.update('accounts', ['id', 'a1'], { iban });

  it('release exactly the change that was approved, once', async () => {
    policy();
    editIban('NEW');
    const held = (await project.plan()).plan.changes[0];
    await approve(held?.digest ?? '');

    const { plan } = await project.plan();
    expect(plan.changes[0]).toMatchObject({ digest: held?.digest, holds: [], approved: { by: ['bob'] } });
    expect((await project.apply(plan)).exit).toBe(0);
    expect(project.record('erp', 'kunden', 'ref', 'C1')?.['iban']).toBe('NEW');
    erp().update('kunden', ['id', 'k1'], { iban: 'DE-CANARY-1' });
    expect((await project.plan()).plan.changes[0]?.holds).not.toEqual([]);
  });

  it('die when a byte of the change moves, and when they expire before the write', async () => {
    policy();
    editIban('NEW');
    await approve((await project.plan()).plan.changes[0]?.digest ?? '');
    editIban('NEWER');
    const moved = (await project.plan()).plan.changes[0];
    expect(moved?.holds).not.toEqual([]);
    await approve(moved?.digest ?? '');
    const { plan } = await project.plan();
    await approve(moved?.digest ?? '', { expires: '2020-01-01T00:00:00.000Z' });

    const report = await project.apply(plan);

    expect(report.outcomes.map(({ outcome }) => outcome)).toEqual(['held']);
    expect(erp().writeCalls).toBe(0);
  });

  it('are listed as holds by apply, with one alert, until they are gone', async () => {
    policy();
    editIban('NEW');
    edit('a2', 'new');

    await outcomes();

    const [hold] = await documents<{ id: string; isApprovable: boolean }>('hold');
    expect(hold).toMatchObject({ entity: 'customer', key: 'C1', codes: ['approval'], isApprovable: true });
    expect((await documents<Alert>('alert')).filter(({ kind }) => kind === 'hold')).toHaveLength(1);
    editIban('DE-CANARY-1');
    await outcomes();
    expect(await documents('hold')).toEqual([]);
    expect(emailOf('C2')).toBe('new');
  });

  it('of what is left of a change that was written in part stand at the end of the run, under the digest of the next plan', async () => {
    policy();
    project.systems.get('crm')?.update('accounts', ['id', 'a1'], { iban: 'NEW', mail: 'new' });

    await outcomes();

    const holds = await documents<{ digest: string; key: string }>('hold');
    const next = (await project.plan()).plan.changes;
    expect(holds.map(({ key }) => key).sort()).toEqual(['C1']);
    expect(holds.map(({ digest }) => digest).sort()).toEqual(next.map(({ digest }) => digest).sort());
    for (const { digest } of holds) await approve(digest);
    expect(await outcomes()).toEqual([['applied', null]]);
    expect(await documents('hold')).toEqual([]);
  });

  it('that came after the review are not used: what is sent and audited is what was reviewed', async () => {
    policy();
    project.systems.get('crm')?.update('accounts', ['id', 'a1'], { iban: 'NEW', mail: 'new' });
    const { plan } = await project.plan();
    await approve(plan.changes[0]?.digest ?? '');

    expect((await project.apply(plan)).outcomes.map(({ outcome }) => outcome)).toEqual(['applied']);

    expect(project.record('erp', 'kunden', 'ref', 'C1')).toMatchObject({ email: 'new', iban: 'DE-CANARY-1' });
    expect(await documents<{ consumed: string | null }>('decision')).toMatchObject([{ consumed: null }]);
  });

  it('that end between plan and apply stop the whole change, not a part of it', async () => {
    policy();
    project.systems.get('crm')?.update('accounts', ['id', 'a1'], { iban: 'NEW', mail: 'new' });
    const digest = (await project.plan()).plan.changes[0]?.digest ?? '';
    await approve(digest);
    const { plan } = await project.plan();
    await approve(digest, { expires: '2020-01-01T00:00:00.000Z' });

    expect((await project.apply(plan)).outcomes.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['held', 'APPROVAL_GONE'],
    ]);
    expect(erp().writeCalls).toBe(0);
  });
});
