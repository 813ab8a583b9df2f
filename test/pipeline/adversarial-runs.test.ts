import { describe, expect, it } from 'vitest';
import type { ReadPage } from '../../src/model/connector.ts';
import { ConcordatError } from '../../src/model/error.ts';
import { adversarialScene, isOutcome, MANIFEST, outcomesOf, policyOf } from './adversarial-scene.ts';
import { memoryProject } from './memory-project.ts';
import { sqliteProject, sqliteSystem } from './sqlite-project.ts';

const scene = adversarialScene();
const { erp, systemOf, edit, openTroubles, applyNow, approve, auditedWrites, around, crashAt } = scene;

describe('a stopped run', () => {
  it('whose create cannot be settled is not created again by the very run that settles it', async () => {
    erp().traits.settleMs = 4_000;
    systemOf('crm').insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    const { plan } = await scene.project.plan();
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never', times: 1 });
    await crashAt(isOutcome, () => scene.project.apply(plan));
    expect(erp().writeCalls).toBe(1);

    const report = await scene.project.apply(plan);

    expect(report.settled).toMatchObject({ unknown: 1 });
    expect(outcomesOf(report)).toEqual([['held', 'HELD']]);
    expect(erp().writeCalls).toBe(1);
  });

  it('whose create sent no unique value is not said to have failed, though another field would be unique', async () => {
    erp().traits.settleMs = 4_000;
    erp().traits.uniqueKeys = { kunden: [['id']] };
    systemOf('crm').insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    const { plan } = await scene.project.plan();
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never', times: 1 });
    await crashAt(isOutcome, () => scene.project.apply(plan));

    const report = await scene.project.apply(plan);

    expect(report.settled).toMatchObject({ unknown: 1, failed: 0 });
    expect(erp().writeCalls).toBe(1);
  });

  it('keeps its parked trouble open when the manifests no longer name the entity: nothing is proven', async () => {
    edit('a1', { mail: 'new' });
    const { plan } = await scene.project.plan();
    await crashAt(isOutcome, () => scene.project.apply(plan));
    scene.project.manifest(MANIFEST.replaceAll('name: customer', 'name: client'));

    await scene.project.apply((await scene.project.plan({ isBootstrap: true })).plan);

    expect(await openTroubles()).toMatchObject([{ state: 'parked', entity: 'customer', key: 'C1' }]);
  });

  it('gives back the approval of a change that did not land', async () => {
    scene.project.manifest(MANIFEST + policyOf('approvals: [{ entity: customer, field: iban, from: finance }]'));
    edit('a1', { iban: 'NEW' });
    await approve((await scene.project.plan()).plan.changes[0]?.digest ?? '');
    const { plan } = await scene.project.plan();
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never', times: 1 });
    await crashAt(isOutcome, () => scene.project.apply(plan));

    expect(outcomesOf(await scene.project.apply(plan))).toEqual([['applied', null]]);
  });
});

describe('a failure', () => {
  it('to read the records again just before the write opens a discrepancy', async () => {
    edit('a1', { mail: 'new' });
    const { plan } = await scene.project.plan();
    around(
      'erp',
      'read',
      (read) =>
        async function* (request, signal) {
          for await (const page of read(request, signal)) yield request.lookup === null ? page : uncertified(page);
        },
    );

    const report = await scene.project.apply(plan);

    expect(outcomesOf(report)).toEqual([['failed', 'REREAD_INCOMPLETE']]);
    expect(await openTroubles()).toMatchObject([{ key: 'C1', system: 'erp', code: 'REREAD_INCOMPLETE' }]);
  });

  it('that was sent, and whose second sending never came, is audited and has a discrepancy', async () => {
    edit('a1', { mail: 'new' });
    const { plan } = await scene.project.plan();
    const stop = new AbortController();
    erp().faults.writeFaults.push({ kind: 'lose', landing: 'never' });
    around('erp', 'writeBatch', (write) => async (batch, signal) => {
      stop.abort();
      return write(batch, signal);
    });

    const report = await scene.project.apply(plan, stop.signal);

    expect(report.outcomes[0]?.attempts).toBe(1);
    expect(await auditedWrites()).toHaveLength(1);
    expect(await openTroubles()).toMatchObject([{ key: 'C1', system: 'erp' }]);
  });

  it('of some fields stays open when other fields of the record are written', async () => {
    edit('a1', { mail: 'bad', iban: 'good' });
    erp().faults.writeFaults.push({ kind: 'reject', code: 'CHECK', times: 1 });
    expect(
      outcomesOf(await scene.project.apply((await scene.project.plan({ select: ['customer.email'] })).plan)),
    ).toEqual([['rejected', 'CHECK']]);

    await scene.project.apply((await scene.project.plan({ select: ['customer.iban'] })).plan);

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

describe('a run that is told to stop', () => {
  it('after a change that went in part still ends with a report and its end in the journal', async () => {
    scene.project.manifest(MANIFEST + policyOf('approvals: [{ entity: customer, field: iban, from: finance }]'));
    edit('a1', { mail: 'new', iban: 'NEW' });
    edit('a2', { mail: 'new' });
    const { plan } = await scene.project.plan();
    const stop = new AbortController();
    around('erp', 'writeBatch', (write) => async (batch, signal) => {
      stop.abort();
      return write(batch, signal);
    });

    const report = await scene.project.apply(plan, stop.signal);

    expect(report.outcomes.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'not_tried']);
  });

  it('writes nothing more once the window of the system has closed', async () => {
    let ms = 0;
    scene.project.remove();
    scene.project = memoryProject(
      {
        crm: { accounts: ['1', '2'].map((i) => ({ id: `a${i}`, no: `C${i}`, mail: 'm', iban: 'i' })) },
        erp: { kunden: [] },
      },
      `${MANIFEST}${policyOf('windows: [{ system: erp, allow: "Mon-Fri 06:00-20:00 Europe/Berlin" }]')}`,
      { ...scene.hastyWorld(), now: () => new Date(Date.parse('2026-03-02T18:59:00Z') + ms).toISOString() },
    );
    await scene.project.apply((await scene.project.plan({ select: ['system:crm'] })).plan);
    const { plan } = await scene.project.plan();
    around('erp', 'writeBatch', (write) => async (batch, signal) => {
      ms += 120_000;
      return write(batch, signal);
    });

    const report = await scene.project.apply(plan);

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

describe('an open intent', () => {
  it('whose system cannot be searched now has a discrepancy', async () => {
    edit('a1', { mail: 'new' });
    const { plan } = await scene.project.plan();
    await crashAt(isOutcome, () => scene.project.apply(plan));
    edit('a1', { mail: 'newer' });
    const next = (await scene.project.plan()).plan;
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

    expect(outcomesOf(await scene.project.apply(next))).toEqual([['failed', 'INTENT_OPEN']]);
    expect(await openTroubles()).toMatchObject([{ key: 'C1', system: 'erp' }]);
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

describe('a clock', () => {
  it('that was ahead during one run, and is right again, is what the next refusal names', async () => {
    let ahead = 0;
    const accounts = [{ id: 'a1', no: 'C1', mail: 'm', iban: 'i' }];
    const kunden = [{ id: 'k1', ref: 'C1', email: 'm', iban: 'i' }];
    scene.project.remove();
    scene.project = memoryProject({ crm: { accounts }, erp: { kunden } }, MANIFEST, {
      ...scene.hastyWorld(),
      now: () => new Date(Date.now() + ahead).toISOString(),
    });
    ahead = 400 * 24 * 60 * 60 * 1000;
    await scene.project.apply((await scene.project.plan({ isBootstrap: true })).plan);
    ahead = 0;
    edit('a1', { mail: 'new' });

    const refused = await applyNow().then(
      () => null,
      (error: unknown) => error,
    );

    expect(refused === null || (refused as ConcordatError).code === 'PLAN_CLOCK').toBe(true);
  });
});
