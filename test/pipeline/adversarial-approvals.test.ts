import { beforeEach, describe, expect, it } from 'vitest';
import { openProject } from '../../src/pipeline.ts';
import { approvalState } from '../../src/rules/approvals.ts';
import { adversarialScene, decisionOf, MANIFEST, policyOf, staffProject } from './adversarial-scene.ts';
import { memorySystem } from './memory-project.ts';
import { testWorld } from './sqlite-project.ts';

const scene = adversarialScene();
const { erp, systemOf, edit, decide, approve, auditedWrites, around } = scene;

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
    scene.project.manifest(MANIFEST + policyOf(IBAN));
    edit('a1', { mail: 'new', iban: 'NEW' });
    const { plan } = await scene.project.plan();
    await approve(plan.changes[0]?.digest ?? '');

    await scene.project.apply(plan);

    expect(scene.project.record('erp', 'kunden', 'ref', 'C1')).toMatchObject({ email: 'new', iban: 'I1' });
    const fields = (await auditedWrites()).flatMap((leaf) => leaf['fields'] as { readonly name: string }[]);
    expect(fields.map(({ name }) => name)).toEqual(['email']);
  });

  it('that is taken back while the change is tried again is not given back to it', async () => {
    scene.project.manifest(MANIFEST + policyOf(IBAN));
    edit('a1', { iban: 'NEW' });
    const digest = (await scene.project.plan()).plan.changes[0]?.digest ?? '';
    await approve(digest);
    const { plan } = await scene.project.plan();
    erp().faults.writeFaults.push({ kind: 'fail', times: 1 });
    around('erp', 'writeBatch', (write) => async (batch, signal) => {
      await decide('decision', `${digest}:bob:finance`, decisionOf(digest, 'rejected'));
      return write(batch, signal);
    });

    const report = await scene.project.apply(plan);

    expect(report.outcomes.map(({ outcome }) => outcome)).toEqual(['failed']);
    expect(scene.project.record('erp', 'kunden', 'ref', 'C1')).toMatchObject({ iban: 'I1' });
  });

  it('makes no unguarded write of a high-stakes field possible, whatever else holds it', async () => {
    erp().traits.guard = 'none';
    const unguarded = MANIFEST.replace('resource: kunden,', 'resource: kunden, accept_unguarded: old system,');
    scene.project.manifest(unguarded + policyOf(IBAN));
    edit('a1', { iban: 'NEW' });
    expect((await scene.project.plan()).plan.changes[0]?.blocked).toMatchObject({ code: 'unguarded' });

    scene.project.manifest(
      unguarded +
        policyOf(`${IBAN}\nguards: [{ entity: customer, field: iban, first_seen: shape, hold_for: finance }]`),
    );

    expect((await scene.project.plan()).plan.changes[0]?.blocked).toMatchObject({ code: 'unguarded' });
  });
});

describe('a value guard', () => {
  const price = (erpFields: string) =>
    scene.project
      .manifest(`${memorySystem('crm', '{ accounts: [read] }')}${memorySystem('erp', '{ kunden: [read, create, update, delete] }')}
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
    await scene.project.apply((await scene.project.plan({ isBootstrap: true })).plan);
    edit('a1', { mail: '1.00' });

    const change = (await scene.project.plan({ isBootstrap: true })).plan.changes.find(({ key }) => key['no'] === 'C1');

    expect(change?.holds.map(({ code }) => code)).toEqual(['guard']);
  });

  it('holds a value that becomes nothing as it holds one that becomes 0', async () => {
    price('fields: { "no": ref, price: email }');
    await scene.project.apply((await scene.project.plan({ isBootstrap: true })).plan);
    edit('a1', { mail: '0.00' });
    expect((await scene.project.plan()).plan.changes[0]?.holds.map(({ code }) => code)).toEqual(['guard']);

    edit('a1', { mail: null });

    expect((await scene.project.plan()).plan.changes[0]?.holds.map(({ code }) => code)).toEqual(['guard']);
  });
});

describe('the approval of a plan over a limit', () => {
  it('that is taken back while the systems are read lets nothing through', async () => {
    scene.project.manifest(MANIFEST + policyOf('limits: [{ action: update, max: 1 }]'));
    for (const id of ['a1', 'a2', 'a3']) edit(id, { mail: 'new' });
    const { plan } = await scene.project.plan();
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

    await scene.project.apply(plan).catch(() => {});

    expect(erp().writeCalls).toBe(0);
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
