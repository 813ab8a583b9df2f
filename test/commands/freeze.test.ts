import { afterEach, describe, expect, it } from 'vitest';
import type { Freeze } from '../../src/model/decision.ts';
import { makeProject, type Customer, type DiskProject } from './project.ts';
import type { Ran } from './run-program.ts';
import { decisionLeaves, documentsOf, withStore } from './state-of.ts';

const CUSTOMERS: readonly Customer[] = [['A', 'Ana', 'Bonn']];

let project: DiskProject | null = null;
afterEach(() => project?.remove());

function open(): DiskProject {
  project = makeProject({ crm: CUSTOMERS, erp: CUSTOMERS });
  return project;
}

function run(opened: DiskProject, words: string, who = 'ann'): Promise<Ran> {
  return opened.run(words.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [], {
    env: { CONCORDAT_ACTOR: who },
  });
}

describe('freeze and thaw', () => {
  it('forbid every write that they cover, with a document and an audited fact, until they are taken back', async () => {
    const opened = open();
    await run(opened, 'apply --bootstrap --yes');
    opened.sql('crm', "update accounts set city = 'Rome'");

    expect(await run(opened, 'freeze system erp --reason "Month-end close"')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /^Frozen: system erp\.\nFrozen now\n {2}system erp {2}by ann, just now: Month-end close\n/,
      ),
    });
    expect(await documentsOf<Freeze>(opened, 'freeze')).toMatchObject([
      { id: 'system:erp', actor: 'ann', reason: 'Month-end close' },
    ]);
    expect(await run(opened, 'apply --yes')).toMatchObject({ code: 3, stderr: expect.stringContaining('FROZEN') });
    expect(opened.erp()).toEqual(CUSTOMERS);
    expect((await run(opened, 'plan')).code).toBe(0);

    expect((await run(opened, 'thaw system erp --reason Closed', 'bob')).stdout).toBe(
      'Thawed: system erp.\nNothing is frozen.\n',
    );
    expect((await run(opened, 'apply --yes')).code).toBe(0);
    expect(opened.erp()).toEqual([['A', 'Ana', 'Rome']]);
    expect(await decisionLeaves(opened)).toMatchObject([
      { action: 'freeze', actor: 'ann', system: 'erp', detail: { id: 'system:erp', reason: 'Month-end close' } },
      { action: 'thaw', actor: 'bob', system: 'erp', detail: { id: 'system:erp', reason: 'Closed' } },
    ]);
  });

  it('wait for nobody: another process holds the lease', async () => {
    const opened = open();
    await withStore(opened, async (store) => {
      const lease = await store.acquireLease('somebody else', 60_000, new Date().toISOString());

      expect((await run(opened, 'apply --yes')).code).toBe(75);
      expect((await run(opened, 'freeze all')).code).toBe(0);
      await store.renewLease(lease, 60_000, new Date().toISOString());
    });

    expect(await documentsOf<Freeze>(opened, 'freeze')).toMatchObject([{ id: 'all' }]);
  });

  it('each stand by themselves, and say what else is frozen', async () => {
    const opened = open();
    await run(opened, 'freeze entity customer');
    await run(opened, 'freeze all', 'bob');

    expect((await run(opened, 'freeze all --reason "Once more"')).stdout).toMatch(
      /^Frozen already: everything\.[^]*all +by bob, just now\n/,
    );
    expect((await run(opened, 'thaw all')).stdout).toMatch(
      /^Thawed: everything\.\nStill frozen\n {2}entity customer {2}/,
    );
    expect((await run(opened, 'thaw all')).stdout).toMatch(/^It was not frozen: everything\.\nStill frozen/);
    expect((await decisionLeaves(opened)).map(({ action }) => action)).toEqual(['freeze', 'freeze', 'thaw']);
  });

  it('without a name say what is frozen, exit 64', async () => {
    const opened = open();
    await run(opened, 'freeze entity customer');

    expect(await run(opened, 'thaw')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('entity customer'),
    });
    expect(JSON.parse((await run(opened, 'freeze --list --json')).stdout)).toMatchObject({
      action: 'list',
      id: null,
      frozen: [{ id: 'entity:customer', actor: 'ann' }],
    });
  });

  it.each([
    ['freeze', /Say what to freeze/],
    ['freeze system', /name of the system is missing/],
    ['freeze all erp', /takes no name/],
    ['freeze all --list', /only shows/],
    ['freeze everything', /all, system, entity/],
    ['freeze system epr', /Did you mean "erp"\?/],
    ['thaw entity costumer', /Did you mean "customer"\?/],
  ])('%s is refused, exit 64', async (words, told) => {
    const opened = open();

    expect(await run(opened, words)).toMatchObject({ code: 64, stderr: expect.stringMatching(told) });
  });

  it('work with manifests that are not valid, for that may be why', async () => {
    const opened = open();
    opened.write('sync.d/broken.yaml', 'kind: nothing\n');

    expect((await run(opened, 'plan')).code).toBe(65);
    expect((await run(opened, 'freeze all')).code).toBe(0);
    expect((await run(opened, 'freeze system erp')).code).toBe(0);
    expect((await run(opened, 'thaw system erp')).code).toBe(0);
  });
});
