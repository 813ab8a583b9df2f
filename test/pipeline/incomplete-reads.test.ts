import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemoryFaults } from '../../plugins/memory/system.ts';
import type { Connector } from '../../src/model/connector.ts';
import { ConcordatError } from '../../src/model/error.ts';
import { memoryProject, memorySystem, type MemoryProject } from './memory-project.ts';

const MANIFEST = `${memorySystem('crm', '{ accounts: [read] }')}${memorySystem('erp', '{ kunden: [read, create, update, delete] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
  label: { derive: "no & ' ' & email" }
match: [["no"], [email]]
lifecycle: { owner: crm, on_delete: delete, on_orphan: delete }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email, label: label } }
---
kind: policy
name: p
limits: [{ entity: customer, action: delete, max: 9 }]
`;

let project: MemoryProject;

const faults = (system: string) => project.system(system).faults;
const crm = () => project.system('crm');
const erp = () => project.system('erp');

beforeEach(async () => {
  const numbers = Array.from({ length: 10 }, (_, i) => String(i));
  project = memoryProject(
    {
      crm: { accounts: numbers.map((i) => ({ id: `a${i}`, no: `C${i}`, mail: `u${i}` })) },
      erp: { kunden: numbers.map((i) => ({ id: `k${i}`, ref: `C${i}`, email: `u${i}`, label: `C${i} u${i}` })) },
    },
    MANIFEST,
  );
  const { plan } = await project.plan();
  expect((await project.apply(plan)).exit).toBe(0);
});
afterEach(() => project.remove());

const actions = async () => {
  const { plan, exit } = await project.plan();
  const changed = plan.changes.flatMap(({ action, key, fields }) =>
    fields
      .map(({ name }) => `${action} ${String(key['no'])} ${name}`)
      .concat(fields.length === 0 ? [`${action} ${String(key['no'])}`] : []),
  );
  return { exit, changed: changed.sort(), findings: plan.findings.map(({ code }) => code) };
};

/** Something to delete, create, clear and update, all at once. */
function edit(): void {
  crm().remove('accounts', ['id', 'a9']);
  crm().insert('accounts', { id: 'a20', no: 'C20', mail: 'u20' });
  crm().update('accounts', ['id', 'a1'], { mail: null });
  crm().update('accounts', ['id', 'a2'], { mail: 'new' });
  erp().insert('kunden', { id: 'k30', ref: 'C30', email: 'u30', label: '' });
}

describe('a source that shrank by more than a fifth', () => {
  it('is read in full when a policy accepts that, and is measured by its new count after an apply', async () => {
    for (const i of [5, 6, 7, 8, 9]) crm().remove('accounts', ['id', `a${i}`]);
    expect((await actions()).exit).toBe(75);

    project.manifest(`${MANIFEST}sources: [{ entity: customer, system: crm, minimum: 50% }]\n`);
    const { plan, exit } = await project.plan();
    expect([exit, plan.summary.delete]).toEqual([0, 5]);
    expect((await project.apply(plan)).exit).toBe(0);

    project.manifest(MANIFEST);
    const again = (await project.plan()).plan.header.reads.find(({ system }) => system === 'crm');
    expect(again).toMatchObject({ complete: true, count: 5 });
  });
});

describe('planning', () => {
  it('with whole reads deletes, creates, clears and updates', async () => {
    edit();

    expect(await actions()).toEqual({
      exit: 0,
      findings: [],
      changed: [
        'create C20 email',
        'create C20 label',
        'create C20 no',
        'delete C30',
        'delete C9',
        'update C1 email',
        'update C1 label',
        'update C2 email',
        'update C2 label',
      ],
    });
  });

  it.each([
    ['ends without a certificate', (given: MemoryFaults) => void (given.isUncertified = true)],
    ['counts other than it returned', (given: MemoryFaults) => void (given.totalOffset = 1)],
  ])('on the word of an owner whose read %s updates, and nothing else', async (_why, spoil) => {
    edit();
    spoil(faults('crm'));

    const { exit, changed, findings } = await actions();

    expect([exit, findings]).toEqual([75, ['READ_INCOMPLETE']]);
    expect(changed).toEqual(['update C1 label', 'update C2 email', 'update C2 label']);
  });

  it('does nothing when the read of the owner breaks in the middle', async () => {
    edit();
    faults('crm').failAfter = 3;

    expect(await actions()).toEqual({ exit: 75, changed: [], findings: ['READ_INCOMPLETE'] });
  });

  it('creates nothing where the replica was not read in full, and reads no orphan out of it', async () => {
    edit();
    faults('erp').isUncertified = true;

    const { exit, changed } = await actions();

    expect(exit).toBe(75);
    expect(changed.filter((text) => text.startsWith('create'))).toEqual([]);
  });

  it.each(['crm', 'erp'])('plans the rest when %s cannot be opened', async (system) => {
    edit();
    faults(system).isDown = true;

    expect(await actions()).toEqual({ exit: 75, changed: [], findings: ['READ_INCOMPLETE'] });
  });

  it('takes a record that came twice for an incomplete read', async () => {
    edit();
    crm().insert('accounts', { id: 'a2', no: 'C2', mail: 'other' });

    const { exit, changed } = await actions();

    expect(exit).toBe(75);
    expect(changed.filter((text) => /^(delete|create)/.test(text))).toEqual([]);
  });

  it('moves no base and no mark on the word of an incomplete read', async () => {
    faults('crm').isUncertified = true;
    const { plan } = await project.plan();

    expect((await project.apply(plan)).exit).toBe(75);
    faults('crm').isUncertified = false;
    expect((await actions()).changed).toEqual([]);
  });
});

describe('apply', () => {
  const balance = (report: Awaited<ReturnType<MemoryProject['apply']>>) => {
    for (const { of, system: _system, ...counts } of report.systems)
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(of);
    expect(new Set(report.outcomes.map(({ change }) => change)).size).toBe(report.outcomes.length);
  };

  it('sends nothing for what it could not read again, and says so', async () => {
    edit();
    const { plan } = await project.plan();
    faults('crm').isDown = true;

    const report = await project.apply(plan);

    balance(report);
    expect(report.exit).toBe(4);
    expect(new Set(report.outcomes.map(({ outcome, code }) => `${outcome} ${code}`))).toEqual(
      new Set(['failed READ_INCOMPLETE']),
    );
    expect(project.record('erp', 'kunden', 'id', 'k9')).toBeDefined();
  });

  it('sends nothing when the re-read of a batch breaks', async () => {
    crm().update('accounts', ['id', 'a2'], { mail: 'new' });
    const { plan } = await project.plan();
    project.wrap = (system, connector) =>
      system === 'erp' ? failing(connector, ({ lookup }) => lookup !== null) : connector;

    const report = await project.apply(plan);

    balance(report);
    expect(report.outcomes.map(({ outcome, code }) => [outcome, code])).toEqual([['failed', 'BROKEN']]);
    expect(project.record('erp', 'kunden', 'id', 'k2')).toMatchObject({ email: 'u2' });
  });

  it('calls a write unknown that could not be read back, and settles it by reading in the next run', async () => {
    crm().update('accounts', ['id', 'a2'], { mail: 'new' });
    const { plan } = await project.plan();
    let reads = 0;
    project.wrap = (system, connector) =>
      system === 'erp'
        ? failing(connector, ({ lookup }) => lookup !== null && (reads += 1) > 1, new TypeError('not ours'))
        : connector;

    const report = await project.apply(plan);

    balance(report);
    expect(report.outcomes.map(({ outcome, code }) => [outcome, code])).toEqual([['unknown', 'READ_BACK_FAILED']]);
    project.wrap = (_system, connector) => connector;
    expect(project.record('erp', 'kunden', 'id', 'k2')).toMatchObject({ email: 'new' });
    expect((await actions()).changed).toEqual([]);
  });

  it('gives each change one outcome when the writer throws after it wrote', async () => {
    crm().update('accounts', ['id', 'a2'], { mail: 'new2' });
    crm().update('accounts', ['id', 'a3'], { mail: 'new3' });
    const { plan } = await project.plan();
    project.wrap = (system, connector) => {
      if (system !== 'erp') return connector;
      const writeBatch: NonNullable<Connector['writeBatch']> = async (batch, signal) => {
        await connector.writeBatch?.({ ...batch, changes: batch.changes.slice(0, 1) }, signal);
        throw new ConcordatError('BROKEN', 'It broke.', { isRetryable: true });
      };
      return new Proxy(connector, {
        get: (target, name) => (name === 'writeBatch' ? writeBatch : bound(target, name)),
      });
    };

    const report = await project.apply(plan);

    balance(report);
    expect(report.outcomes.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['applied', 'SETTLED_BY_READING'],
      ['applied', 'SETTLED_BY_READING'],
    ]);
  });

  it('refuses a plan that was changed in memory as well', async () => {
    crm().update('accounts', ['id', 'a2'], { mail: 'new' });
    const { plan } = await project.plan();
    const [change] = plan.changes;
    expect(change?.holds).toEqual([]);
    const held = { ...plan, changes: plan.changes.map((found) => ({ ...found, holds: [{ code: 'x', reason: 'x' }] })) };

    await expect(project.apply(held)).rejects.toMatchObject({ code: 'PLAN_TAMPERED', exit: 1 });
  });
});

function bound(target: Connector, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name);
  return typeof value === 'function' ? value.bind(target) : value;
}

function failing(
  connector: Connector,
  fails: (request: Parameters<Connector['read']>[0]) => boolean,
  error: Error = new ConcordatError('BROKEN', 'It broke.', { isRetryable: true }),
): Connector {
  const read: Connector['read'] = (request, signal) => {
    if (fails(request)) throw error;
    return connector.read(request, signal);
  };
  return new Proxy(connector, { get: (target, name) => (name === 'read' ? read : bound(target, name)) });
}
