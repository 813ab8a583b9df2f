import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Decision, HeldChange } from '../../src/model/decision.ts';
import type { HeldReport, HoldsListReport } from '../../src/model/generated/holds-list.ts';
import { makeProject, type Customer, type DiskProject } from './project.ts';
import type { Ran } from './run-program.ts';
import { decisionLeaves, documentsOf, withStore } from './state-of.ts';

const CUSTOMERS: readonly Customer[] = [
  ['A', 'Ana', 'Bonn'],
  ['B', 'Bob', 'Kiel'],
];
const FINANCE =
  'groups: { finance: [ann, bob, rita] }\napprovals: [{ entity: customer, field: city, from: finance, expires: 4h }]\n';

let project: DiskProject | null = null;
afterEach(() => project?.remove());

/** Runs the program as a person. */
type RunAs = (who: string, words: string) => Promise<Ran>;

function own(): DiskProject {
  if (project === null) throw new Error('There is no project.');
  return project;
}

const runAs: RunAs = (who, words) =>
  own().run(words.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [], {
    env: { CONCORDAT_ACTOR: who },
  });

/** A project that agrees, except for the cities of A and B. */
async function openMoved(policy: string): Promise<void> {
  project = makeProject({ crm: CUSTOMERS, erp: CUSTOMERS, more: `---\nkind: policy\nname: p\n${policy}` });
  await runAs('rita', 'apply --bootstrap --yes');
  own().sql('crm', "update accounts set city = 'Rome'");
}

async function listOf(flags = ''): Promise<readonly HeldReport[]> {
  return (JSON.parse((await runAs('rita', `holds list --json ${flags}`)).stdout) as HoldsListReport).holds;
}

function errorOf({ stdout }: Ran): { readonly code: string; readonly message: string; readonly advice: string } {
  return (JSON.parse(stdout) as { error: { code: string; message: string; advice: string } }).error;
}

describe('holds approve and reject', () => {
  it('record a yes with its audited fact; the next apply writes exactly that change and uses it up', async () => {
    await openMoved(FINANCE);
    await runAs('rita', 'apply --yes');
    const [held] = (await listOf('--select key:A')).map(({ id }) => id);
    const said = await runAs('ann', `holds approve ${held?.slice(0, 8).toUpperCase()} --reason "The customer called"`);
    const again = await runAs('ann', `holds approve ${held}`);
    const [decision] = await documentsOf<Decision>(own(), 'decision');

    expect(said).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Approved {2}\w{12} {2}customer A in erp\n/),
    });
    expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Approved already/) });
    expect(decision).toMatchObject({ verdict: 'approved', actor: 'ann', group: 'finance', consumed: null });
    expect(await decisionLeaves(own())).toMatchObject([
      {
        action: 'approve',
        actor: 'ann',
        digest: decision?.digest,
        entity: 'customer',
        system: 'erp',
        key: 'A',
        detail: { subject: 'change', group: 'finance', reason: 'The customer called', requester: 'rita' },
      },
    ]);

    expect((await runAs('rita', 'apply --yes')).code).toBe(3);
    expect(
      own()
        .erp()
        .map(([, , town]) => town),
    ).toEqual(['Rome', 'Kiel']);
    expect(await documentsOf<Decision>(own(), 'decision')).toMatchObject([{ consumed: expect.any(String) }]);
  });

  it('refuse who may not decide, exit 1, and record a no with its reason', async () => {
    await openMoved(FINANCE);
    await runAs('rita', 'plan --out a.plan');
    const id = (await listOf('--plan a.plan'))[0]?.id ?? '';
    const eve = await runAs('eve', `holds approve ${id} --plan a.plan --json`);

    expect([eve.code, errorOf(eve)]).toMatchObject([
      1,
      { code: 'HOLD_NOT_MEMBER', advice: expect.stringContaining('ann, bob') },
    ]);
    expect((await runAs('ann', `holds reject ${id} --plan a.plan`)).code).toBe(64);
    expect((await runAs('ann', `holds reject ${id} --plan a.plan --reason "Ask first"`)).stdout).toContain(
      'ann said no',
    );
    expect((await runAs('ann', `holds show ${id} --plan a.plan`)).stdout).toMatch(
      /rejected by ann[^]*\? city +"(?:Bonn|Kiel)" → "Rome"[^]*no +ann for finance[^]*Ask first/,
    );
    expect((await decisionLeaves(own())).map(({ action }) => action)).toEqual(['reject']);
  });

  it('let exactly one plan cross its limits', async () => {
    await openMoved('limits: [{ entity: customer, action: update, max: 1 }]\n');
    await runAs('rita', 'plan --out a.plan');

    expect((await runAs('rita', 'apply a.plan')).code).toBe(3);
    expect(errorOf(await runAs('rita', 'holds approve a.plan --json')).code).toBe('HOLD_FOUR_EYES');
    expect((await runAs('ann', 'holds approve a.plan')).stdout).toContain('a plan over a limit');
    expect((await runAs('rita', 'apply a.plan')).code).toBe(0);
    expect(
      own()
        .erp()
        .map(([, , town]) => town),
    ).toEqual(['Rome', 'Rome']);
  });
});

describe('ids', () => {
  it('are beginnings of digests, 8 characters or more, that mean one thing', async () => {
    await openMoved(FINANCE);
    await runAs('rita', 'apply --yes');
    const [first] = await documentsOf<HeldChange>(own(), 'hold');
    const like = (end: string): HeldChange => ({
      ...(first as HeldChange),
      id: `abcdef01${end}000`,
      digest: `abcdef01${end}`.padEnd(64, '0'),
    });
    await withStore(own(), (store) =>
      store.decide({
        documents: [like('1'), like('2')].map((held) => ({ kind: 'hold', id: held.id, body: { ...held } as never })),
      }),
    );
    const ambiguous = await runAs('ann', 'holds show abcdef01 --json');

    expect([ambiguous.code, errorOf(ambiguous)]).toMatchObject([
      1,
      {
        code: 'HOLD_AMBIGUOUS',
        advice: 'Say more of it: abcdef011000 (update of customer in erp), abcdef012000 (update of customer in erp).',
      },
    ]);
    expect((await runAs('ann', 'holds show abcdef011')).code).toBe(0);
    expect(errorOf(await runAs('ann', 'holds show 0123456789 --json')).code).toBe('HOLD_UNKNOWN');
  });

  it.each([
    ['holds show abcdef0', 64],
    ['holds show a.plan', 64],
    ['holds approve', 64],
    ['holds approve abcdef011 --expires soon', 64],
    ['holds approve abcdef011 --group no-group:at-all', 64],
    ['holds approve nothing.plan', 1],
    ['holds approve abcdef011', 1],
    ['holds list --select costumer', 64],
    ['holds list', 0],
  ])('%s ends with exit %i, and makes no state', async (words, code) => {
    project = makeProject({ crm: CUSTOMERS, erp: CUSTOMERS });

    expect((await runAs('ann', words)).code).toBe(code);
    expect(existsSync(own().path('.concordat/state.db'))).toBe(false);
  });
});
