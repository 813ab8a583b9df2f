import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Discrepancy } from '../../src/model/discrepancy.ts';
import type { Connector, ReadPage } from '../../src/model/connector.ts';
import type { DocumentKind, StateCommit, StateStore } from '../../src/model/state.ts';
import { ConcordatError } from '../../src/model/error.ts';
import type { World } from '../../src/model/world.ts';
import { openProject, planUndo } from '../../src/pipeline.ts';
import { approvalState } from '../../src/rules/approvals.ts';
import { memoryProject, memorySystem, type MemoryProject } from './memory-project.ts';
import { sqliteProject, sqliteSystem, testWorld, type TestProject } from './sqlite-project.ts';

const MANIFEST = `${memorySystem('crm', '{ accounts: [read] }')}${memorySystem('erp', '{ kunden: [read, create, update, delete] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
  iban: { type: string, owner: crm }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail, iban: iban } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email, iban: iban } }
`;

/** People who point at their boss, in SQLite: there a column that was not sent is null, not absent. */
function staffProject(policy: string): TestProject {
  return sqliteProject(
    {
      crm: 'create table people (id integer primary key, no text, boss integer)',
      erp: 'create table staff (id integer primary key, ref text, boss_id integer)',
    },
    `${sqliteSystem('crm', '{ people: [read] }')}${sqliteSystem('erp', '{ staff: [read, create, update, delete] }')}
kind: entity
name: person
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  boss: { ref: person, owner: crm }
lifecycle: { owner: crm }
systems:
  crm: { resource: people, id: id, fields: { "no": "no", boss: boss } }
  erp: { resource: staff, id: id, fields: { "no": ref, boss: boss_id } }
${policyOf(policy)}`,
  );
}

const policyOf = (body: string) => `---\nkind: policy\nname: p\n${body}\n`;

let project: MemoryProject;
let slept: number[];

/** Time that only passes when somebody sleeps. */
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
  const accounts = Array.from({ length: 5 }, (_, i) => ({ id: `a${i}`, no: `C${i}`, mail: `m${i}`, iban: `I${i}` }));
  const kunden = accounts.map(({ no, mail, iban }, i) => ({ id: `k${i}`, ref: no, email: mail, iban }));
  project = memoryProject({ crm: { accounts }, erp: { kunden } }, MANIFEST, hastyWorld());
  await project.apply((await project.plan({ isBootstrap: true })).plan);
});
afterEach(() => project.remove());

function systemOf(name: string) {
  const system = project.systems.get(name);
  if (system === undefined) throw new Error(`no system ${name}`);
  return system;
}
const erp = () => systemOf('erp');
const edit = (id: string, values: Record<string, string | null>) =>
  systemOf('crm').update('accounts', ['id', id], values);
const applyNow = async () => project.apply((await project.plan()).plan);
const outcomesOf = ({ outcomes }: Awaited<ReturnType<MemoryProject['apply']>>) =>
  outcomes.map(({ outcome, code }) => [outcome, code]);

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

const decisionOf = (digest: string, verdict: 'approved' | 'rejected' = 'approved', group = 'finance') => ({
  id: `${digest}:bob:${group}`,
  digest,
  verdict,
  actor: 'bob',
  group,
  at: new Date().toISOString(),
  expires: '2099-01-01T00:00:00.000Z',
  reason: null,
  consumed: null,
});
const approve = (digest: string) => decide('decision', `${digest}:bob:finance`, decisionOf(digest));

const openTroubles = async () =>
  (await documents<Discrepancy>('discrepancy')).filter(({ state }) => state !== 'resolved');

async function auditedWrites(): Promise<Record<string, unknown>[]> {
  const state = await (await project.open()).state.reader();
  const leaves: Record<string, unknown>[] = [];
  for await (const { leaf } of state.audit()) leaves.push(JSON.parse(leaf) as Record<string, unknown>);
  await state.close();
  return leaves.filter(({ kind }) => kind === 'write');
}

/** Wraps one method of a system's connector. */
function around<Name extends 'writeBatch' | 'read'>(
  system: string,
  name: Name,
  wrap: (call: NonNullable<Connector[Name]>) => NonNullable<Connector[Name]>,
): void {
  project.wrap = (opened, connector) =>
    opened !== system
      ? connector
      : new Proxy(connector, {
          get: (target, asked) => {
            const value: unknown = Reflect.get(target, asked);
            if (typeof value !== 'function') return value;
            const bound = value.bind(target) as NonNullable<Connector[Name]>;
            return asked === name ? wrap(bound) : bound;
          },
        });
}

/** The process ends at the first commit that fits: nothing of it is durable. */
async function crashAt(isIt: (commit: StateCommit) => boolean, work: () => Promise<unknown>): Promise<void> {
  const open = project.open;
  project.open = async () => {
    const opened = await open();
    const store = async (): Promise<StateStore> => {
      const real = await opened.state.store();
      let isDead = false;
      return new Proxy(real, {
        get: (target, asked) => {
          const value: unknown = Reflect.get(target, asked);
          if (typeof value !== 'function') return value;
          const bound = value.bind(target) as (...args: unknown[]) => unknown;
          if (asked !== 'commit') return bound;
          return async (...given: unknown[]) => {
            isDead ||= isIt(given[1] as StateCommit);
            if (isDead) throw new ConcordatError('CRASH', 'The process ended here.');
            return bound(...given);
          };
        },
      });
    };
    return { ...opened, state: { ...opened.state, store } };
  };
  await expect(work()).rejects.toMatchObject({ code: 'CRASH' });
  project.open = open;
}
const isOutcome = ({ journal }: StateCommit) => journal?.some(({ kind }) => kind === 'outcome') === true;

describe('a stopped run', () => {
  it('whose create cannot be settled is not created again by the very run that settles it', async () => {
    erp().traits.settleMs = 4_000;
    systemOf('crm').insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    const { plan } = await project.plan();
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never', times: 1 });
    await crashAt(isOutcome, () => project.apply(plan));
    expect(erp().writeCalls).toBe(1);

    const report = await project.apply(plan);

    expect(report.settled).toMatchObject({ unknown: 1 });
    expect(outcomesOf(report)).toEqual([['held', 'HELD']]);
    expect(erp().writeCalls).toBe(1);
  });

  it('whose create sent no unique value is not said to have failed, though another field would be unique', async () => {
    erp().traits.settleMs = 4_000;
    erp().traits.uniqueKeys = { kunden: [['id']] };
    systemOf('crm').insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    const { plan } = await project.plan();
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never', times: 1 });
    await crashAt(isOutcome, () => project.apply(plan));

    const report = await project.apply(plan);

    expect(report.settled).toMatchObject({ unknown: 1, failed: 0 });
    expect(erp().writeCalls).toBe(1);
  });

  it('keeps its parked trouble open when the manifests no longer name the entity: nothing is proven', async () => {
    edit('a1', { mail: 'new' });
    const { plan } = await project.plan();
    await crashAt(isOutcome, () => project.apply(plan));
    project.manifest(MANIFEST.replaceAll('name: customer', 'name: client'));

    await project.apply((await project.plan({ isBootstrap: true })).plan);

    expect(await openTroubles()).toMatchObject([{ state: 'parked', entity: 'customer', key: 'C1' }]);
  });

  it('gives back the approval of a change that did not land', async () => {
    project.manifest(MANIFEST + policyOf('approvals: [{ entity: customer, field: iban, from: finance }]'));
    edit('a1', { iban: 'NEW' });
    await approve((await project.plan()).plan.changes[0]?.digest ?? '');
    const { plan } = await project.plan();
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never', times: 1 });
    await crashAt(isOutcome, () => project.apply(plan));

    expect(outcomesOf(await project.apply(plan))).toEqual([['applied', null]]);
  });
});

describe('a failure', () => {
  it('to read the records again just before the write opens a discrepancy', async () => {
    edit('a1', { mail: 'new' });
    const { plan } = await project.plan();
    around(
      'erp',
      'read',
      (read) =>
        async function* (request, signal) {
          for await (const page of read(request, signal)) yield request.lookup === null ? page : uncertified(page);
        },
    );

    const report = await project.apply(plan);

    expect(outcomesOf(report)).toEqual([['failed', 'REREAD_INCOMPLETE']]);
    expect(await openTroubles()).toMatchObject([{ key: 'C1', system: 'erp', code: 'REREAD_INCOMPLETE' }]);
  });

  it('that was sent, and whose second sending never came, is audited and has a discrepancy', async () => {
    edit('a1', { mail: 'new' });
    const { plan } = await project.plan();
    const stop = new AbortController();
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never' });
    around('erp', 'writeBatch', (write) => async (batch, signal) => {
      stop.abort();
      return write(batch, signal);
    });

    const report = await project.apply(plan, stop.signal);

    expect(report.outcomes[0]?.attempts).toBe(1);
    expect(await auditedWrites()).toHaveLength(1);
    expect(await openTroubles()).toMatchObject([{ key: 'C1', system: 'erp' }]);
  });

  it('of some fields stays open when other fields of the record are written', async () => {
    edit('a1', { mail: 'bad', iban: 'good' });
    erp().faults.writeFaults.push({ kind: 'reject', code: 'CHECK', times: 1 });
    expect(outcomesOf(await project.apply((await project.plan({ select: ['customer.email'] })).plan))).toEqual([
      ['rejected', 'CHECK'],
    ]);

    await project.apply((await project.plan({ select: ['customer.iban'] })).plan);

    expect(await openTroubles()).toMatchObject([{ state: 'quarantined', key: 'C1' }]);
  });
});

/** The page without its certificate. */
function uncertified(page: ReadPage): ReadPage {
  return new Proxy(page, {
    get: (target, name) => {
      if (name === 'certificate') return null;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('an approval', () => {
  const IBAN = 'approvals: [{ entity: customer, field: iban, from: finance }]';

  it('of a create that needs two steps is good for both steps', async () => {
    const files = staffProject('approvals: [{ entity: person, action: create, from: finance }]');
    files.sql('crm', "insert into people values (1, '1', 2), (2, '2', 1)");
    await files.apply((await files.plan()).plan);
    const store = await (await openProject(files.dir, testWorld())).state.store();
    for (const { digest } of (await files.plan()).plan.changes)
      await store.decide({
        documents: [{ kind: 'decision', id: `${digest}:bob:finance`, body: decisionOf(digest) as never }],
      });
    await store.close();

    const { plan } = await files.plan();
    expect(plan.changes.filter(({ action }) => action === 'create').map(({ holds }) => holds)).toEqual([[], []]);
    const report = await files.apply(plan);

    files.remove();
    expect(report.outcomes.map(({ outcome }) => outcome)).toEqual(plan.changes.map(() => 'applied'));
  });

  it('given after the review does not make the audit tell of a field that was not written', async () => {
    project.manifest(MANIFEST + policyOf(IBAN));
    edit('a1', { mail: 'new', iban: 'NEW' });
    const { plan } = await project.plan();
    await approve(plan.changes[0]?.digest ?? '');

    await project.apply(plan);

    expect(project.record('erp', 'kunden', 'ref', 'C1')).toMatchObject({ email: 'new', iban: 'I1' });
    const fields = (await auditedWrites()).flatMap((leaf) => leaf['fields'] as { readonly name: string }[]);
    expect(fields.map(({ name }) => name)).toEqual(['email']);
  });

  it('that is taken back while the change is tried again is not given back to it', async () => {
    project.manifest(MANIFEST + policyOf(IBAN));
    edit('a1', { iban: 'NEW' });
    const digest = (await project.plan()).plan.changes[0]?.digest ?? '';
    await approve(digest);
    const { plan } = await project.plan();
    erp().faults.writeFaults.push({ kind: 'fail', times: 1 });
    around('erp', 'writeBatch', (write) => async (batch, signal) => {
      await decide('decision', `${digest}:bob:finance`, decisionOf(digest, 'rejected'));
      return write(batch, signal);
    });

    const report = await project.apply(plan);

    expect(report.outcomes.map(({ outcome }) => outcome)).toEqual(['failed']);
    expect(project.record('erp', 'kunden', 'ref', 'C1')).toMatchObject({ iban: 'I1' });
  });

  it('makes no unguarded write of a high-stakes field possible, whatever else holds it', async () => {
    erp().traits.guard = 'none';
    const unguarded = MANIFEST.replace('resource: kunden,', 'resource: kunden, accept_unguarded: old system,');
    project.manifest(unguarded + policyOf(IBAN));
    edit('a1', { iban: 'NEW' });
    expect((await project.plan()).plan.changes[0]?.blocked).toMatchObject({ code: 'unguarded' });

    project.manifest(
      unguarded +
        policyOf(`${IBAN}\nguards: [{ entity: customer, field: iban, first_seen: shape, hold_for: finance }]`),
    );

    expect((await project.plan()).plan.changes[0]?.blocked).toMatchObject({ code: 'unguarded' });
  });
});

describe('a run that is told to stop', () => {
  it('after a change that went in part still ends with a report and its end in the journal', async () => {
    project.manifest(MANIFEST + policyOf('approvals: [{ entity: customer, field: iban, from: finance }]'));
    edit('a1', { mail: 'new', iban: 'NEW' });
    edit('a2', { mail: 'new' });
    const { plan } = await project.plan();
    const stop = new AbortController();
    around('erp', 'writeBatch', (write) => async (batch, signal) => {
      stop.abort();
      return write(batch, signal);
    });

    const report = await project.apply(plan, stop.signal);

    expect(report.outcomes.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'not_tried']);
  });

  it('writes nothing more once the window of the system has closed', async () => {
    let ms = 0;
    project.remove();
    project = memoryProject(
      {
        crm: { accounts: ['1', '2'].map((i) => ({ id: `a${i}`, no: `C${i}`, mail: 'm', iban: 'i' })) },
        erp: { kunden: [] },
      },
      `${MANIFEST}${policyOf('windows: [{ system: erp, allow: "Mon-Fri 06:00-20:00 Europe/Berlin" }]')}`,
      { ...hastyWorld(), now: () => new Date(Date.parse('2026-03-02T18:59:00Z') + ms).toISOString() },
    );
    await project.apply((await project.plan({ select: ['system:crm'] })).plan);
    const { plan } = await project.plan();
    around('erp', 'writeBatch', (write) => async (batch, signal) => {
      ms += 120_000;
      return write(batch, signal);
    });

    const report = await project.apply(plan);

    expect(outcomesOf(report)).toEqual([
      ['applied', null],
      ['not_tried', 'WINDOW_CLOSED'],
    ]);
    expect(erp().records('kunden')).toHaveLength(1);
  });
});

describe('an idempotency key', () => {
  it('makes a second sending safe only as long as the system remembers it', async () => {
    erp().traits.settleMs = 4_000;
    erp().traits.idempotencyMs = 1_000;
    systemOf('crm').insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never', times: 1 });

    expect(outcomesOf(await applyNow())).toEqual([['unknown', 'CREATE_UNSETTLED']]);
    expect(erp().writeCalls).toBe(1);
  });
});

describe('a value guard', () => {
  const price = (erpFields: string) =>
    project.manifest(`${memorySystem('crm', '{ accounts: [read] }')}${memorySystem('erp', '{ kunden: [read, create, update, delete] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  price: { type: decimal, scale: 2, owner: crm }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", price: mail } }
  erp: { resource: kunden, id: id, ${erpFields} }
---
kind: policy
name: p
guards: [{ entity: customer, field: price, factor: 2, hold_for: pricing }]
`);

  beforeEach(() => {
    for (let i = 0; i < 5; i += 1) {
      systemOf('crm').update('accounts', ['id', `a${i}`], { mail: '100.00' });
      erp().update('kunden', ['id', `k${i}`], { email: '100.00' });
    }
  });

  it('holds what a write expression makes of the suspicious value', async () => {
    price('fields: { "no": ref }, read: { price: "$number(email)" }, write: { email: "$string(price)" }');
    await project.apply((await project.plan({ isBootstrap: true })).plan);
    edit('a1', { mail: '1.00' });

    const change = (await project.plan({ isBootstrap: true })).plan.changes.find(({ key }) => key['no'] === 'C1');

    expect(change?.holds.map(({ code }) => code)).toEqual(['guard']);
  });

  it('holds a value that becomes nothing as it holds one that becomes 0', async () => {
    price('fields: { "no": ref, price: email }');
    await project.apply((await project.plan({ isBootstrap: true })).plan);
    edit('a1', { mail: '0.00' });
    expect((await project.plan()).plan.changes[0]?.holds.map(({ code }) => code)).toEqual(['guard']);

    edit('a1', { mail: null });

    expect((await project.plan()).plan.changes[0]?.holds.map(({ code }) => code)).toEqual(['guard']);
  });
});

describe('undo', () => {
  const undo = async (run: string) =>
    (await planUndo(await project.open(), run, { signal: new AbortController().signal, progress: () => {} })).plan;
  const DELETES = 'limits: [{ action: delete, max: 5 }]';

  it('deletes nothing in a system that cannot guard it, as no other plan does', async () => {
    erp().traits.guard = 'none';
    project.manifest(
      MANIFEST.replace('resource: kunden,', 'resource: kunden, accept_unguarded: old system,') + policyOf(DELETES),
    );
    systemOf('crm').insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    const { run } = await applyNow();

    expect((await undo(run)).changes[0]).toMatchObject({ action: 'delete', blocked: { code: 'unguarded' } });
  });

  it('writes to no unguarded system that nobody accepted', async () => {
    edit('a1', { mail: 'new' });
    const { run } = await applyNow();
    erp().traits.guard = 'none';

    expect((await undo(run)).changes[0]).toMatchObject({ action: 'update', blocked: { code: 'unguarded' } });
  });

  it('lists its held changes with their alerts, as every apply does', async () => {
    edit('a1', { iban: 'NEW' });
    const { run } = await applyNow();
    project.manifest(
      MANIFEST + policyOf('approvals: [{ entity: customer, field: iban, from: finance, four_eyes: true }]'),
    );
    const plan = await undo(run);
    expect(plan.changes[0]?.holds.map(({ code }) => code)).toEqual(['approval']);

    await project.apply(plan);

    expect(await documents('hold')).toMatchObject([{ digest: plan.changes[0]?.digest }]);
    expect(await openTroubles()).toMatchObject([{ kind: 'hold', key: 'C1' }]);
  });

  it('of a create is not undone again by the next plan without a person', async () => {
    project.manifest(MANIFEST + policyOf(DELETES));
    systemOf('crm').insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    const { run } = await applyNow();
    expect((await project.apply(await undo(run))).exit).toBe(0);
    expect(project.record('erp', 'kunden', 'ref', 'C90')).toBeUndefined();

    await applyNow();

    expect(project.record('erp', 'kunden', 'ref', 'C90')).toBeUndefined();
  });

  it('takes back a create that was settled after a crash', async () => {
    project.manifest(MANIFEST + policyOf(DELETES));
    systemOf('crm').insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    const { plan } = await project.plan();
    await crashAt(isOutcome, () => project.apply(plan));
    await project.apply((await project.plan()).plan);
    const [write] = await auditedWrites();
    expect(write).toMatchObject({ outcome: 'applied', code: 'SETTLED_BY_READING' });

    expect((await undo(String(write?.['run']))).changes).toMatchObject([{ action: 'delete' }]);
  });

  it('takes back what the system accepted and holds in another form', async () => {
    erp().faults.writeFaults.push({
      kind: 'alter',
      alter: (value) => (typeof value === 'string' ? value.trim() : value),
    });
    edit('a1', { mail: 'new ' });
    const report = await applyNow();
    expect(outcomesOf(report)).toEqual([['applied_differently', 'READ_BACK_DIFFERS']]);

    expect((await undo(report.run)).changes).toMatchObject([{ action: 'update' }]);
  });
});

describe('what an undo cannot restore', () => {
  const undo = async (run: string) =>
    (await planUndo(await project.open(), run, { signal: new AbortController().signal, progress: () => {} })).plan;

  it('is said: a deleted record comes back without the columns that nothing maps', async () => {
    project.manifest(
      MANIFEST.replace('lifecycle: { owner: crm }', 'lifecycle: { owner: crm, on_delete: delete }') +
        policyOf('limits: [{ action: delete, max: 5 }]'),
    );
    erp().update('kunden', ['id', 'k1'], { phone: '0123' });
    systemOf('crm').remove('accounts', ['id', 'a1']);
    const report = await applyNow();
    expect(outcomesOf(report)).toEqual([['applied', null]]);

    const plan = await undo(report.run);

    expect([...plan.findings, ...plan.changes.flatMap(({ holds }) => holds)]).not.toEqual([]);
  });

  it('in one round is not left half done: a create in two steps is taken back whole', async () => {
    const files = staffProject('limits: [{ action: delete, max: 5 }]');
    files.sql('crm', "insert into people values (1, '1', 1)");
    const report = await files.apply((await files.plan()).plan);
    expect(outcomesOf(report)).toEqual([
      ['applied', null],
      ['applied', null],
    ]);

    const { plan } = await planUndo(await openProject(files.dir, testWorld()), report.run, {
      signal: new AbortController().signal,
      progress: () => {},
    });
    await files.apply(plan);

    const left = files.rows('erp', 'select * from staff');
    files.remove();
    expect(left).toEqual([]);
  });
});

describe('an open intent', () => {
  it('whose system cannot be searched now has a discrepancy', async () => {
    edit('a1', { mail: 'new' });
    const { plan } = await project.plan();
    await crashAt(isOutcome, () => project.apply(plan));
    edit('a1', { mail: 'newer' });
    const next = (await project.plan()).plan;
    around(
      'erp',
      'read',
      (read) =>
        async function* (request, signal) {
          if (request.lookup !== null)
            throw new ConcordatError('CONNECTOR_RATE_LIMIT', 'Ask less often.', { isRetryable: true });
          yield* read(request, signal);
        },
    );

    expect(outcomesOf(await project.apply(next))).toEqual([['failed', 'INTENT_OPEN']]);
    expect(await openTroubles()).toMatchObject([{ key: 'C1', system: 'erp' }]);
  });
});

describe('the approval of a plan over a limit', () => {
  it('that is taken back while the systems are read lets nothing through', async () => {
    project.manifest(MANIFEST + policyOf('limits: [{ action: update, max: 1 }]'));
    for (const id of ['a1', 'a2', 'a3']) edit(id, { mail: 'new' });
    const { plan } = await project.plan();
    const { digest } = plan.header;
    const said = (verdict: 'approved' | 'rejected') =>
      decide('decision', `${digest}:bob:`, { ...decisionOf(digest, verdict, ''), group: null });
    await said('approved');
    around(
      'crm',
      'read',
      (read) =>
        async function* (request, signal) {
          await said('rejected');
          yield* read(request, signal);
        },
    );

    await project.apply(plan).catch(() => {});

    expect(erp().writeCalls).toBe(0);
  });
});

describe('a clock', () => {
  it('that was ahead during one run, and is right again, is what the next refusal names', async () => {
    let ahead = 0;
    const accounts = [{ id: 'a1', no: 'C1', mail: 'm', iban: 'i' }];
    const kunden = [{ id: 'k1', ref: 'C1', email: 'm', iban: 'i' }];
    project.remove();
    project = memoryProject({ crm: { accounts }, erp: { kunden } }, MANIFEST, {
      ...hastyWorld(),
      now: () => new Date(Date.now() + ahead).toISOString(),
    });
    ahead = 400 * 24 * 60 * 60 * 1000;
    await project.apply((await project.plan({ isBootstrap: true })).plan);
    ahead = 0;
    edit('a1', { mail: 'new' });

    const refused = await applyNow().then(
      () => null,
      (error: unknown) => error,
    );

    expect(refused === null || (refused as ConcordatError).code === 'PLAN_CLOCK').toBe(true);
  });
});

describe('a clock that was set back', () => {
  it('brings no approval to life again that was given later than it is now and has expired', () => {
    const given = '2026-03-02T12:00:00.000Z';
    const decision = { ...decisionOf('d'), at: given, expires: '2026-03-02T16:00:00.000Z' };
    const ask = (now: string) =>
      approvalState({ digest: 'd', groups: [], requester: 'ann', decisions: [decision], members: new Map(), now })
        .status;

    expect(ask('2026-03-02T12:00:01.000Z')).toBe('approved');
    expect(ask('2026-03-02T16:00:01.000Z')).toBe('waiting');
    expect(ask('2026-01-02T12:00:00.000Z')).toBe('waiting');
  });
});

describe('an undo', () => {
  it('of one run in which another record points at what it made is told, not left dangling', async () => {
    const files = staffProject('limits: [{ action: delete, max: 5 }]');
    files.sql('crm', "insert into people values (1, '1', null)");
    const first = await files.apply((await files.plan()).plan);
    files.sql('crm', "insert into people values (2, '2', 1)");
    expect(outcomesOf(await files.apply((await files.plan()).plan))).toEqual([['applied', null]]);

    const { plan } = await planUndo(await openProject(files.dir, testWorld()), first.run, {
      signal: new AbortController().signal,
      progress: () => {},
    });

    files.remove();
    const told = [
      ...plan.findings,
      ...plan.changes.flatMap(({ holds, blocked }) => [...holds, ...(blocked === null ? [] : [blocked])]),
    ];
    expect(told).not.toEqual([]);
  });
});

describe('a create', () => {
  it('whose key stands outside the filter of its system is no stale change for ever, but a case that is told', async () => {
    const files = sqliteProject(
      {
        crm: 'create table accounts (id text primary key, no text, mail text)',
        erp: 'create table kunden (id integer primary key, ref text, email text, deleted integer not null default 0)',
      },
      `${sqliteSystem('crm', '{ accounts: [read] }')}${sqliteSystem('erp', '{ kunden: [read, create, update] }')}kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail } }
  erp: { resource: kunden, id: id, where: "deleted = 0", fields: { "no": ref, email: email } }
`,
    );
    files.sql('crm', "insert into accounts values ('a1', 'C1', 'm1')");
    files.sql('erp', "insert into kunden values (1, 'C1', 'm1', 1)");
    await files.apply((await files.plan({ isBootstrap: true })).plan);

    const { plan } = await files.plan();
    const report = await files.apply(plan);

    files.remove();
    expect(report.outcomes.map(({ outcome, code }) => [outcome, code])).not.toEqual([['stale', 'STALE']]);
  });
});
