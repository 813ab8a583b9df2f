import { afterEach, describe, expect, it } from 'vitest';
import type { Decision, HeldChange } from '../../src/model/decision.ts';
import { ConcordatError } from '../../src/model/error.ts';
import type { HeldReport } from '../../src/model/generated/holds-list.ts';
import type { PlanDocument } from '../../src/model/generated/plan.ts';
import type { DocumentKind } from '../../src/model/state.ts';
import { decideHolds, type Ruling } from '../../src/pipeline/holds-decide.ts';
import { listHolds, showHold } from '../../src/pipeline/holds-list.ts';
import { memoryProject, memorySystem, type MemoryProject } from './memory-project.ts';
import { testWorld } from './sqlite-project.ts';

const MANIFEST = `${memorySystem('crm', '{ accounts: [read] }')}${memorySystem('erp', '{ kunden: [read, create, update] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  city: { type: string, owner: crm }
  name: { type: string, owner: crm }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", city: city, name: name } }
  erp: { resource: kunden, id: id, fields: { "no": ref, city: town, name: name } }
---
kind: policy
name: p
`;
const FINANCE =
  'groups: { finance: [ann, bob, rita] }\napprovals: [{ entity: customer, field: city, from: finance, expires: 4h }]\n';
const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-11-22T12:00:00.000Z');

let project: MemoryProject;
let actor = 'rita';
let elapsedMs = 0;
afterEach(() => project.remove());

/** A project that agrees, except for the cities of A and B, which wait after an apply of rita's. */
async function openHeld(policy: string, isSeen = true): Promise<void> {
  [actor, elapsedMs] = ['rita', 0];
  const world = testWorld({
    now: () => new Date(START_MS + elapsedMs).toISOString(),
    env: (name) =>
      name === 'CONCORDAT_ACTOR' ? actor : name === 'CONCORDAT_KEY' ? 'a key for tests, long enough' : undefined,
  });
  project = memoryProject(
    {
      crm: { accounts: ['A', 'B'].map((no) => ({ id: `a${no}`, no, city: 'Bonn', name: no })) },
      erp: { kunden: ['A', 'B'].map((no) => ({ id: `k${no}`, ref: no, town: 'Bonn', name: no })) },
    },
    MANIFEST + policy,
    world,
  );
  await project.apply((await project.plan({ isBootstrap: true })).plan);
  for (const no of ['A', 'B']) setCity(no, 'Rome');
  if (isSeen) await applyNow();
}

function setCity(no: string, city: string): void {
  project.system('crm').update('accounts', ['id', `a${no}`], { city });
}

async function applyNow(who = 'rita'): Promise<number> {
  actor = who;
  return (await project.apply((await project.plan()).plan)).exit;
}

const cities = (): unknown[] => ['A', 'B'].map((no) => project.record('erp', 'kunden', 'ref', no)?.['town']);

async function holds(plan: PlanDocument | null = null): Promise<readonly HeldReport[]> {
  return (await listHolds(await project.open(), { plan, select: [], exclude: [] })).holds;
}

async function idOf(key: string, plan: PlanDocument | null = null): Promise<string> {
  return (await holds(plan)).find((held) => held.key === key)?.id ?? `no hold of ${key}`;
}

/** What a person says; the code of the error when it is refused. */
async function say(who: string, ids: readonly string[], given: Partial<Ruling> = {}): Promise<unknown> {
  actor = who;
  const plain: Ruling = {
    verdict: 'approved',
    ids,
    plans: [],
    plan: null,
    group: null,
    reason: null,
    expiresMs: null,
  };
  try {
    return (await decideHolds(await project.open(), { ...plain, ...given })).decisions.map(({ status }) => status);
  } catch (error) {
    if (error instanceof ConcordatError) return { code: error.code, exit: error.exit, advice: error.advice };
    throw error;
  }
}

async function bodies<T>(kind: DocumentKind): Promise<T[]> {
  const state = await (await project.open()).state.reader();
  const found: T[] = [];
  for await (const { body } of state.documents(kind)) found.push(body as unknown as T);
  await state.close();
  return found;
}

/** Puts a document into the state, as an apply would. */
async function keep(held: HeldChange): Promise<void> {
  const store = await (await project.open()).state.store();
  await store.decide({ documents: [{ kind: 'hold', id: held.id, body: held as never }] });
  await store.close();
}

describe('a yes', () => {
  it('releases exactly that change, once', async () => {
    await openHeld(FINANCE);

    expect(await say('ann', [await idOf('A')])).toEqual(['approved']);
    expect(await applyNow()).toBe(3);
    expect(cities()).toEqual(['Rome', 'Bonn']);
    expect(await bodies<Decision>('decision')).toMatchObject([{ consumed: expect.any(String), group: 'finance' }]);

    project.system('erp').update('kunden', ['id', 'kA'], { town: 'Bonn' });
    await applyNow();
    expect(cities()).toEqual(['Bonn', 'Bonn']);
  });

  it('ends when a byte of the change does', async () => {
    await openHeld(FINANCE);
    const id = await idOf('A');
    await say('ann', [id]);
    setCity('A', 'Rom');
    await applyNow();

    expect(cities()).toEqual(['Bonn', 'Bonn']);
    expect((await holds()).map((held) => [held.id === id, held.status])).toEqual([
      [false, 'waiting'],
      [false, 'waiting'],
    ]);
  });

  it('survives a new plan in which the change is the same', async () => {
    await openHeld(FINANCE);
    await say('ann', [await idOf('A')]);
    setCity('B', 'Oslo');
    const { plan } = await project.plan();

    expect(plan.changes.map(({ key, approved }) => [key['no'], approved?.by])).toEqual([
      ['A', ['ann']],
      ['B', undefined],
    ]);
  });

  it('stands no longer than the policy allows, and shorter when it is given so', async () => {
    await openHeld(FINANCE);
    await say('ann', [await idOf('A')], { expiresMs: 9 * HOUR_MS });
    await say('ann', [await idOf('B')], { expiresMs: HOUR_MS });
    const lives = (await bodies<Decision>('decision')).map(
      ({ at, expires }) => (Date.parse(expires) - Date.parse(at)) / HOUR_MS,
    );

    expect(lives.sort()).toEqual([1, 4]);
  });

  it('that expired releases nothing, and may be given again', async () => {
    await openHeld(FINANCE);
    const id = await idOf('A');
    await say('ann', [id]);
    elapsedMs = 4 * HOUR_MS;

    expect((await holds()).map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    await applyNow();
    expect(cities()).toEqual(['Bonn', 'Bonn']);
    expect(await say('ann', [id])).toEqual(['approved']);
  });

  it('stands for a day where no policy says otherwise', async () => {
    await openHeld('approvals: [{ entity: customer, field: city, from: finance }]\n');
    await say('ann', [await idOf('A')]);

    expect((await bodies<Decision>('decision'))[0]?.expires).toBe('2026-11-23T12:00:00.000Z');
  });

  it('to what no apply has seen needs the plan, and pins who asked for it', async () => {
    await openHeld(FINANCE, false);
    const { plan } = await project.plan();
    const id = await idOf('A', plan);

    expect(await holds()).toEqual([]);
    expect((await holds(plan)).map(({ since, requester }) => [since, requester])).toEqual([
      [null, 'rita'],
      [null, 'rita'],
    ]);
    expect(await say('ann', [id])).toMatchObject({ code: 'HOLD_UNKNOWN', exit: 1 });
    expect(await say('ann', [id], { plan })).toEqual(['approved']);
    expect(await bodies<HeldChange>('hold')).toMatchObject([{ id, requester: 'rita' }]);
    expect(await applyNow('ann')).toBe(3);
    expect(cities()).toEqual(['Rome', 'Bonn']);
  });

  it('is recorded for none of several when one may not be', async () => {
    await openHeld(FINANCE);

    expect(await say('ann', [await idOf('A'), '0123456789'])).toMatchObject({ code: 'HOLD_UNKNOWN' });
    expect(await bodies('decision')).toEqual([]);
  });
});

describe('who may decide', () => {
  it('are the people of the group, and the refusal says who', async () => {
    await openHeld(FINANCE);
    const id = await idOf('A');
    const refused = { code: 'HOLD_NOT_MEMBER', exit: 1, advice: expect.stringContaining('finance (ann, bob') };

    expect(await say('eve', [id])).toEqual(refused);
    expect(await say('eve', [id], { group: 'finance' })).toEqual(refused);
    expect(await say('eve', [id], { verdict: 'rejected' })).toEqual(refused);
    expect(await say('ann', [id], { group: 'legal' })).toMatchObject({ code: 'HOLD_OTHER_GROUP', exit: 1 });
    expect(await say('Ann', [id], { group: 'finance' })).toEqual(['approved']);
  });

  it('is not who asked for it, but who asked may say no', async () => {
    await openHeld(FINANCE);
    const id = await idOf('A');

    expect(await say('Rita', [id])).toEqual({
      code: 'HOLD_FOUR_EYES',
      exit: 1,
      advice: 'Somebody else must: finance (ann, bob).',
    });
    expect(await say('rita', [id], { verdict: 'rejected', reason: 'My mistake' })).toEqual(['rejected']);
  });

  it('is anybody who speaks for a group that nobody declared; of several, each must be named', async () => {
    await openHeld(
      'approvals:\n  - { entity: customer, field: city, from: legal, count: 2 }\n  - { entity: customer, action: update, from: it }\n',
    );
    const id = await idOf('A');

    expect(await say('ann', [id])).toMatchObject({ exit: 64, advice: 'Add --group it or --group legal.' });
    expect(await say('ann', [id], { group: 'legal' })).toEqual(['waiting']);
    expect(await say('ann', [id], { group: 'it' })).toEqual(['waiting']);
    expect((await showHold(await project.open(), id, null)).missing).toEqual([{ group: 'legal', count: 1 }]);
    expect(await say('bob', [id], { group: 'legal' })).toEqual(['approved']);
  });

  it('speaks for every group that is asked and that the person is in', async () => {
    await openHeld(
      'groups: { a: [ann], b: [ann], c: [bob] }\napprovals: [{ entity: customer, from: a }, { entity: customer, from: b }, { entity: customer, from: c }]\n',
    );

    expect(await say('ann', [await idOf('A')])).toEqual(['waiting', 'waiting']);
    expect((await bodies<Decision>('decision')).map(({ group }) => group)).toEqual(['a', 'b']);
    expect(await say('bob', [await idOf('A')])).toEqual(['approved']);
  });

  it('has a name', async () => {
    await openHeld(FINANCE);
    const id = await idOf('A');

    expect(await say('', [id])).toMatchObject({ code: 'ACTOR_UNKNOWN', exit: 1 });
  });
});

describe('where no group is asked', () => {
  it('anybody may decide, also who asked, and may say for whom', async () => {
    await openHeld('groups: { ops: [ann] }\n');
    project.system('crm').insert('accounts', { id: 'aC', no: 'C', city: 'Bonn', name: 'C' });
    project.system('erp').insert('kunden', { id: 'kC', ref: 'C', town: 'Ulm', name: 'C' });
    await applyNow();
    const id = await idOf('C');

    expect(await holds()).toMatchObject([{ codes: ['first_contact'], from: [], missing: [{ group: '', count: 1 }] }]);
    expect(await say('eve', [id], { group: 'ops' })).toMatchObject({ code: 'HOLD_NOT_MEMBER' });
    expect(await say('rita', [id])).toEqual(['approved']);
    expect(await applyNow()).toBe(0);
    expect(project.record('erp', 'kunden', 'ref', 'C')?.['town']).toBe('Bonn');
  });
});

describe('a no', () => {
  it('outweighs a yes until the same person takes it back', async () => {
    await openHeld(FINANCE);
    const id = await idOf('A');
    await say('ann', [id]);

    expect(await say('bob', [id], { verdict: 'rejected', reason: 'Ask first' })).toEqual(['rejected']);
    await applyNow();
    expect(cities()).toEqual(['Bonn', 'Bonn']);
    expect((await showHold(await project.open(), id, null)).decisions).toMatchObject([
      { actor: 'ann', verdict: 'approved' },
      { actor: 'bob', verdict: 'rejected', reason: 'Ask first' },
    ]);

    expect(await say('bob', [id])).toEqual(['approved']);
    await applyNow();
    expect(cities()).toEqual(['Rome', 'Bonn']);
  });

  it('stands for 30 days', async () => {
    await openHeld(FINANCE);
    await say('bob', [await idOf('A')], { verdict: 'rejected' });

    expect((await bodies<Decision>('decision'))[0]?.expires).toBe('2026-12-22T12:00:00.000Z');
  });
});

describe('what no yes settles', () => {
  it('is listed as such, and may not be approved', async () => {
    await openHeld(FINANCE);
    const [held] = await bodies<HeldChange>('hold');
    if (held === undefined) throw new Error('Nothing is held.');
    await keep({ ...held, codes: ['rule'], isApprovable: false });

    expect((await holds()).find(({ id }) => id === held.id)).toMatchObject({ status: 'settled elsewhere', from: [] });
    expect(await say('ann', [held.id])).toMatchObject({ code: 'HOLD_SETTLED_ELSEWHERE', exit: 1 });
  });
});

describe('a plan over a limit', () => {
  const limit = (more: string): string => `limits: [{ entity: customer, action: update, max: 1${more} }]\n`;

  it('goes through once somebody else approved exactly it', async () => {
    await openHeld(limit(''), false);
    const { plan } = await project.plan();
    const approve = (who: string): Promise<unknown> => say(who, [], { plans: [plan] });

    expect(await approve('rita')).toMatchObject({ code: 'HOLD_FOUR_EYES' });
    expect(await approve('ann')).toEqual(['approved']);
    expect((await bodies<Decision>('decision'))[0]?.expires).toBe(plan.header.expires);
    expect(await holds()).toMatchObject([{ subject: 'plan', status: 'approved', by: ['ann'] }]);

    setCity('B', 'Oslo');
    await expect(project.apply((await project.plan()).plan)).rejects.toMatchObject({ code: 'PLAN_OVER_LIMIT' });
    setCity('B', 'Rome');
    expect((await project.apply(plan)).exit).toBe(0);
    expect(cities()).toEqual(['Rome', 'Rome']);
    expect(await holds()).toEqual([]);
  });

  it('needs the group of the limit', async () => {
    await openHeld(`groups: { ops: [ann] }\n${limit(', from: ops')}`, false);
    const { plan } = await project.plan();

    expect(await say('bob', [], { plans: [plan] })).toMatchObject({ code: 'HOLD_NOT_MEMBER' });
    expect(await say('ann', [plan.header.digest.slice(0, 8)], { plan })).toEqual(['approved']);
  });

  it('that expired, or that crosses none, needs no approval', async () => {
    await openHeld(limit(''), false);
    const { plan } = await project.plan();
    elapsedMs = 24 * HOUR_MS;

    expect(await say('ann', [], { plans: [plan] })).toMatchObject({ code: 'PLAN_EXPIRED', exit: 1 });
    setCity('B', 'Bonn');
    expect(await say('ann', [], { plans: [(await project.plan()).plan] })).toMatchObject({ code: 'PLAN_UNLIMITED' });
  });

  it('is forgotten when no plan lives that long', async () => {
    await openHeld(limit(''), false);
    await say('ann', [], { plans: [(await project.plan()).plan] });
    elapsedMs = 25 * HOUR_MS;

    expect(await holds()).toEqual([]);
    await say('bob', [], { plans: [(await project.plan()).plan] });
    expect((await bodies<HeldChange>('hold')).map(({ since }) => since)).toEqual(['2026-11-23T13:00:00.000Z']);
  });

  it('of another key or state means nothing here', async () => {
    await openHeld(limit(''), false);
    const { plan } = await project.plan();
    const other = (header: Partial<PlanDocument['header']>): PlanDocument => ({
      ...plan,
      header: { ...plan.header, ...header },
    });

    expect(await say('ann', [], { plans: [other({ key_id: '00000000' })] })).toMatchObject({ code: 'PLAN_KEY' });
    expect(await say('ann', [], { plans: [other({ lineage: 'another' })] })).toMatchObject({ code: 'PLAN_LINEAGE' });
  });
});

describe('a first contact of a field that needs an approval', () => {
  it('is not released by just anybody', async () => {
    await openHeld(FINANCE);
    project.system('crm').insert('accounts', { id: 'aC', no: 'C', city: 'Bonn', name: 'C' });
    project.system('erp').insert('kunden', { id: 'kC', ref: 'C', town: 'Ulm', name: 'C' });
    await applyNow();
    const id = await idOf('C');

    expect((await holds()).find((held) => held.id === id)).toMatchObject({
      codes: ['first_contact'],
      from: [{ group: 'finance', four_eyes: true, valid_ms: 4 * HOUR_MS }],
    });
    expect(await say('eve', [id])).toMatchObject({ code: 'HOLD_NOT_MEMBER' });
    expect(await say('ann', [id])).toEqual(['approved']);
    await applyNow();
    expect(project.record('erp', 'kunden', 'ref', 'C')?.['town']).toBe('Bonn');
  });
});

describe('a value in a form that was never seen', () => {
  it('waits for the group of its guard, and the rest goes on', async () => {
    await openHeld('guards: [{ entity: customer, field: name, first_seen: shape, hold_for: ops }]\n', false);
    for (const [no, name] of [
      ['A', 'X'],
      ['B', 'B-1'],
    ] as const)
      project.system('crm').update('accounts', ['id', `a${no}`], { name });

    expect(await applyNow()).toBe(3);
    expect(cities()).toEqual(['Rome', 'Rome']);
    expect(['A', 'B'].map((no) => project.record('erp', 'kunden', 'ref', no)?.['name'])).toEqual(['X', 'B']);
    expect((await holds()).map(({ codes, from }) => [codes, from.map(({ group }) => group)])).toEqual([
      [['guard'], ['ops']],
    ]);
  });
});
