import { describe, expect, it } from 'vitest';
import { adversarialScene, isOutcome, MANIFEST, outcomesOf, policyOf, staffProject } from './adversarial-scene.ts';

const scene = adversarialScene();
const { erp, systemOf, edit, documents, openTroubles, applyNow, auditedWrites, crashAt } = scene;
const undo = async (run: string) => (await scene.project.undo(run)).plan;

describe('undo', () => {
  const DELETES = 'limits: [{ action: delete, max: 5 }]';

  it('deletes nothing in a system that cannot guard it, as no other plan does', async () => {
    erp().traits.guard = 'none';
    scene.project.manifest(
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
    scene.project.manifest(
      MANIFEST + policyOf('approvals: [{ entity: customer, field: iban, from: finance, four_eyes: true }]'),
    );
    const plan = await undo(run);
    expect(plan.changes[0]?.holds.map(({ code }) => code)).toEqual(['approval']);

    await scene.project.apply(plan);

    expect(await documents('hold')).toMatchObject([{ digest: plan.changes[0]?.digest }]);
    expect(await openTroubles()).toMatchObject([{ kind: 'hold', key: 'C1' }]);
  });

  it('of a create is not undone again by the next plan without a person', async () => {
    scene.project.manifest(MANIFEST + policyOf(DELETES));
    systemOf('crm').insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    const { run } = await applyNow();
    expect((await scene.project.apply(await undo(run))).exit).toBe(0);
    expect(scene.project.record('erp', 'kunden', 'ref', 'C90')).toBeUndefined();

    await applyNow();

    expect(scene.project.record('erp', 'kunden', 'ref', 'C90')).toBeUndefined();
  });

  it('takes back a create that was settled after a crash', async () => {
    scene.project.manifest(MANIFEST + policyOf(DELETES));
    systemOf('crm').insert('accounts', { id: 'a90', no: 'C90', mail: 'x', iban: 'y' });
    const { plan } = await scene.project.plan();
    await crashAt(isOutcome, () => scene.project.apply(plan));
    await scene.project.apply((await scene.project.plan()).plan);
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
  it('is said: a deleted record comes back without the columns that nothing maps', async () => {
    scene.project.manifest(
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

    const { plan } = await files.undo(report.run);
    await files.apply(plan);

    const left = files.rows('erp', 'select * from staff');
    files.remove();
    expect(left).toEqual([]);
  });
});

describe('an undo', () => {
  it('of one run in which another record points at what it made is told, not left dangling', async () => {
    const files = staffProject('limits: [{ action: delete, max: 5 }]');
    files.sql('crm', "insert into people values (1, '1', null)");
    const first = await files.apply((await files.plan()).plan);
    files.sql('crm', "insert into people values (2, '2', 1)");
    expect(outcomesOf(await files.apply((await files.plan()).plan))).toEqual([['applied', null]]);

    const { plan } = await files.undo(first.run);

    files.remove();
    const told = [
      ...plan.findings,
      ...plan.changes.flatMap(({ holds, blocked }) => [...holds, ...(blocked === null ? [] : [blocked])]),
    ];
    expect(told).not.toEqual([]);
  });
});
