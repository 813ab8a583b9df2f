import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/model/discrepancy.ts';
import { MANIFEST, safeScene } from './safe-scene.ts';

const scene = safeScene();
const { erp, edit, emailOf, outcomes, documents, decide } = scene;

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
    scene.project.manifest(
      `${MANIFEST}---\nkind: policy\nname: p\napprovals: [{ entity: customer, field: iban, from: finance${more} }]\n`,
    );
  const editIban = (iban: string) => scene.project.system('crm').update('accounts', ['id', 'a1'], { iban });

  it('release exactly the change that was approved, once', async () => {
    policy();
    editIban('NEW');
    const held = (await scene.project.plan()).plan.changes[0];
    await approve(held?.digest ?? '');

    const { plan } = await scene.project.plan();
    expect(plan.changes[0]).toMatchObject({ digest: held?.digest, holds: [], approved: { by: ['bob'] } });
    expect((await scene.project.apply(plan)).exit).toBe(0);
    expect(scene.project.record('erp', 'kunden', 'ref', 'C1')?.['iban']).toBe('NEW');
    erp().update('kunden', ['id', 'k1'], { iban: 'DE-CANARY-1' });
    expect((await scene.project.plan()).plan.changes[0]?.holds).not.toEqual([]);
  });

  it('die when a byte of the change moves, and when they expire before the write', async () => {
    policy();
    editIban('NEW');
    await approve((await scene.project.plan()).plan.changes[0]?.digest ?? '');
    editIban('NEWER');
    const moved = (await scene.project.plan()).plan.changes[0];
    expect(moved?.holds).not.toEqual([]);
    await approve(moved?.digest ?? '');
    const { plan } = await scene.project.plan();
    await approve(moved?.digest ?? '', { expires: '2020-01-01T00:00:00.000Z' });

    const report = await scene.project.apply(plan);

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
    scene.project.system('crm').update('accounts', ['id', 'a1'], { iban: 'NEW', mail: 'new' });

    await outcomes();

    const holds = await documents<{ digest: string; key: string }>('hold');
    const next = (await scene.project.plan()).plan.changes;
    expect(holds.map(({ key }) => key).sort()).toEqual(['C1']);
    expect(holds.map(({ digest }) => digest).sort()).toEqual(next.map(({ digest }) => digest).sort());
    for (const { digest } of holds) await approve(digest);
    expect(await outcomes()).toEqual([['applied', null]]);
    expect(await documents('hold')).toEqual([]);
  });

  it('that came after the review are not used: what is sent and audited is what was reviewed', async () => {
    policy();
    scene.project.system('crm').update('accounts', ['id', 'a1'], { iban: 'NEW', mail: 'new' });
    const { plan } = await scene.project.plan();
    await approve(plan.changes[0]?.digest ?? '');

    expect((await scene.project.apply(plan)).outcomes.map(({ outcome }) => outcome)).toEqual(['applied']);

    expect(scene.project.record('erp', 'kunden', 'ref', 'C1')).toMatchObject({ email: 'new', iban: 'DE-CANARY-1' });
    expect(await documents<{ consumed: string | null }>('decision')).toMatchObject([{ consumed: null }]);
  });

  it('that end between plan and apply stop the whole change, not a part of it', async () => {
    policy();
    scene.project.system('crm').update('accounts', ['id', 'a1'], { iban: 'NEW', mail: 'new' });
    const digest = (await scene.project.plan()).plan.changes[0]?.digest ?? '';
    await approve(digest);
    const { plan } = await scene.project.plan();
    await approve(digest, { expires: '2020-01-01T00:00:00.000Z' });

    expect((await scene.project.apply(plan)).outcomes.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['held', 'APPROVAL_GONE'],
    ]);
    expect(erp().writeCalls).toBe(0);
  });
});
