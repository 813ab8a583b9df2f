import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connector, ResourceCapabilities } from '../../src/model/connector.ts';
import { memoryProject, memorySystem, type MemoryProject } from './memory-project.ts';
import { sqliteProject, sqliteSystem, type TestProject } from './sqlite-project.ts';

const entity = (given: { erp?: string; shop?: string; lifecycle?: string; deletion?: string } = {}) => `
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  mail: { type: string, owner: crm }
match: [["no"], [mail]]
lifecycle: { owner: crm, on_delete: ${given.deletion ?? 'delete'} ${given.lifecycle ?? ''} }
systems:
  crm: { resource: rows, id: id, fields: { "no": "no", mail: mail } }
  erp: { resource: rows, id: id, fields: { "no": "no", mail: mail } ${given.erp ?? ''} }
  shop: { resource: rows, id: id, fields: { "no": "no", mail: mail } ${given.shop ?? ''} }
---
kind: policy
name: p
limits: [{ action: delete, max: 9 }]
`;
const RIGHTS = '{ rows: [read, create, update, delete] }';
const MEMORY = `${memorySystem('crm', RIGHTS)}${memorySystem('erp', RIGHTS)}${memorySystem('shop', RIGHTS)}`;
const numbers = Array.from({ length: 10 }, (_, i) => i);
const rows = (system: string) => ({ rows: numbers.map((i) => ({ id: `${system}${i}`, no: `C${i}`, mail: `m${i}` })) });

let project: MemoryProject;

beforeEach(async () => {
  project = memoryProject({ crm: rows('crm'), erp: rows('erp'), shop: rows('shop') }, MEMORY + entity());
  await project.apply((await project.plan()).plan);
});
afterEach(() => project.remove());

const edit = (system: string) => project.system(system);
const shape = async () =>
  (await project.plan()).plan.changes.map(({ action, system, key, situation }) => [
    action,
    system,
    key['no'],
    situation,
  ]);

describe('a record that its owner deleted', () => {
  it('is deleted in every replica, and stays deleted', async () => {
    edit('crm').remove('rows', ['id', 'crm3']);

    expect(await shape()).toEqual([
      ['delete', 'erp', 'C3', 'deleted at source'],
      ['delete', 'shop', 'C3', 'deleted at source'],
    ]);
    expect((await project.apply((await project.plan()).plan)).exit).toBe(0);
    expect(await shape()).toEqual([]);
  });

  it('is still known as such in the replica that could not be written yet', async () => {
    edit('crm').remove('rows', ['id', 'crm3']);
    const { plan } = await project.plan({ select: ['system:erp'] });
    expect((await project.apply(plan)).outcomes.map(({ outcome }) => outcome)).toEqual(['applied']);

    expect(await shape()).toEqual([['delete', 'shop', 'C3', 'deleted at source']]);
  });

  it('is not revived by a late read that still holds it', async () => {
    edit('crm').remove('rows', ['id', 'crm3']);
    await project.apply((await project.plan()).plan);
    edit('crm').insert('rows', { id: 'crm3', no: 'C3', mail: 'm3' });

    const { plan } = await project.plan();

    expect(plan.changes.map(({ action, holds }) => [action, holds.map(({ code }) => code)])).toEqual([
      ['create', ['tombstone']],
      ['create', ['tombstone']],
    ]);
  });

  it('is not deleted when it came back between the plan and the apply', async () => {
    edit('crm').remove('rows', ['id', 'crm3']);
    const { plan } = await project.plan();
    edit('crm').insert('rows', { id: 'other', no: 'C3', mail: 'm3' });

    const report = await project.apply(plan);

    expect(report.outcomes.map(({ outcome }) => outcome)).toEqual(['stale', 'stale']);
    expect(project.record('erp', 'rows', 'no', 'C3')).toBeDefined();
  });

  it('is not deleted when it comes back after the run has read, before its batch', async () => {
    edit('crm').remove('rows', ['id', 'crm3']);
    const { plan } = await project.plan();
    let scans = 0;
    project.wrap = (system, connector) => {
      const read: Connector['read'] = (request, signal) => {
        if (request.lookup !== null && system === 'crm' && (scans += 1) === 1)
          edit('crm').insert('rows', { id: 'other', no: 'C3', mail: 'm3' });
        return connector.read(request, signal);
      };
      return patched(connector, { read });
    };

    const report = await project.apply(plan);

    expect(report.outcomes.map(({ outcome }) => outcome)).toEqual(['stale', 'stale']);
    expect(project.record('erp', 'rows', 'no', 'C3')).toBeDefined();
  });

  it('is not what an owner with a doubled key is', async () => {
    edit('crm').update('rows', ['id', 'crm3'], { no: 'C4' });

    const { plan } = await project.plan();

    expect(plan.changes).toEqual([]);
    expect(plan.findings.map(({ code }) => code)).toEqual(['MATCH_DUPLICATE_KEY']);
  });

  it('and made anew is followed through a later change of its key', async () => {
    edit('crm').remove('rows', ['id', 'crm3']);
    edit('crm').insert('rows', { id: 'again', no: 'C3', mail: 'm3' });
    await project.apply((await project.plan()).plan);
    edit('crm').update('rows', ['id', 'again'], { no: 'C3-new' });

    expect(await shape()).toEqual([
      ['update', 'erp', 'C3-new', 're-keyed'],
      ['update', 'shop', 'C3-new', 're-keyed'],
    ]);
  });
});

describe('a run that deletes more than a fifth of a replica', () => {
  it('is no reason to call the next read of that replica incomplete', async () => {
    for (const id of ['crm0', 'crm1']) edit('crm').remove('rows', ['id', id]);
    expect((await project.apply((await project.plan()).plan)).exit).toBe(0);
    edit('crm').remove('rows', ['id', 'crm2']);
    expect((await project.apply((await project.plan()).plan)).exit).toBe(0);

    const { plan, exit } = await project.plan();

    expect(exit).toBe(0);
    expect(plan.header.reads.map(({ complete, count }) => [complete, count])).toEqual(
      Array.from({ length: 3 }, () => [true, 7]),
    );
  });
});

describe('a pair that only a rule found', () => {
  it('is linked by its own reviewed change alone, also when the record is created elsewhere in the same run', async () => {
    edit('crm').insert('rows', { id: 'x', no: 'X', mail: 'mx' });
    edit('erp').insert('rows', { id: 'y', no: null, mail: 'mx' });
    const { plan } = await project.plan();
    expect(plan.changes.map(({ action, system }) => [action, system])).toEqual([
      ['link', 'erp'],
      ['create', 'shop'],
      ['update', 'erp'],
    ]);

    await project.apply((await project.plan({ select: ['system:shop'] })).plan);

    expect((await shape()).map(([action, system]) => [action, system])).toEqual([
      ['link', 'erp'],
      ['update', 'erp'],
    ]);
  });
});

describe('a delete', () => {
  beforeEach(() => {
    edit('crm').remove('rows', ['id', 'crm3']);
  });

  it('is stale when its record was edited after the review, and not because others were', async () => {
    const { plan } = await project.plan();
    edit('erp').update('rows', ['id', 'erp3'], { mail: 'somebody wrote here' });
    edit('shop').update('rows', ['id', 'shop4'], { mail: 'm4 too' });

    const report = await project.apply(plan);

    expect(report.outcomes.map(({ system, outcome }) => [system, outcome])).toEqual([
      ['erp', 'stale'],
      ['shop', 'applied'],
    ]);
    expect(project.record('erp', 'rows', 'id', 'erp3')).toMatchObject({ mail: 'somebody wrote here' });
  });

  it('has the same digest while its record is the same', async () => {
    const digests = async () => (await project.plan()).plan.changes.map(({ digest }) => digest);

    const before = await digests();
    edit('erp').update('rows', ['id', 'erp3'], { mail: 'x' });
    const edited = await digests();
    edit('erp').update('rows', ['id', 'erp3'], { mail: 'm3' });

    expect(edited[0]).not.toBe(before[0]);
    expect(edited[1]).toBe(before[1]);
    expect(await digests()).toEqual(before);
  });
});

describe('a record that was deactivated', () => {
  const verdictsOf = async () =>
    (await project.plan()).plan.changes.map(({ system, fields }) => [
      system,
      fields.map(({ name, verdict, before, after }) => [name, verdict, before, after]),
    ]);

  beforeEach(async () => {
    project.manifest(MEMORY + entity({ deletion: '{ deactivate: { mail: inactive } }' }));
    edit('crm').remove('rows', ['id', 'crm3']);
    expect(await verdictsOf()).toEqual([
      ['erp', [['mail', 'deactivated', 'm3', 'inactive']]],
      ['shop', [['mail', 'deactivated', 'm3', 'inactive']]],
    ]);
    expect((await project.apply((await project.plan()).plan)).exit).toBe(0);
    expect(await verdictsOf()).toEqual([]);
  });

  it('comes back as a stale replica when its owner has it again: nobody else edited it', async () => {
    edit('crm').insert('rows', { id: 'crm3', no: 'C3', mail: 'm3' });
    edit('shop').update('rows', ['id', 'shop3'], { mail: 'by hand' });

    expect(await verdictsOf()).toEqual([
      ['erp', [['mail', 'stale replica', 'inactive', 'm3']]],
      ['shop', [['mail', 'both moved', 'by hand', 'm3']]],
    ]);
    expect((await project.apply((await project.plan()).plan)).exit).toBe(0);
    expect(await verdictsOf()).toEqual([]);
  });
});

describe('a system that cannot guard its writes', () => {
  const unguarded = async (erp = '') => {
    project.manifest(MEMORY + entity({ erp }));
    project.wrap = (system, connector) => (system === 'erp' ? withoutGuard(connector) : connector);
    await project.apply((await project.plan()).plan);
    edit('crm').update('rows', ['id', 'crm1'], { mail: 'new' });
    return project.plan();
  };

  it('is not written without a reason', async () => {
    const { plan } = await unguarded();

    expect(plan.changes.map(({ system, blocked }) => [system, blocked?.code ?? null])).toEqual([
      ['erp', 'unguarded'],
      ['shop', null],
    ]);
    const report = await project.apply(plan);
    expect(report.exit).toBe(3);
    expect(project.record('erp', 'rows', 'id', 'erp1')).toMatchObject({ mail: 'm1' });
  });

  it('is written with one, and the plan shows that nothing guards it', async () => {
    const { plan } = await unguarded(', accept_unguarded: nobody else edits it');

    expect(plan.changes.map(({ system, guard, blocked }) => [system, guard.strength, blocked])).toEqual([
      ['erp', 'none', null],
      ['shop', 'strong', null],
    ]);
    expect((await project.apply(plan)).exit).toBe(0);
    expect(project.record('erp', 'rows', 'id', 'erp1')).toMatchObject({ mail: 'new' });
  });
});

describe('a record that leaves its filter', () => {
  let filtered: TestProject;
  afterEach(() => filtered.remove());

  it('is out of scope, not deleted, also when it leaves between the plan and its batch', async () => {
    const table = 'create table rows (id text primary key, no text, mail text, active integer default 1)';
    const systems = ['crm', 'erp', 'shop'].map((name) => sqliteSystem(name, RIGHTS)).join('');
    filtered = sqliteProject(
      { crm: table, erp: table, shop: table },
      systems + entity().replace('rows, id: id,', 'rows, id: id, where: active = 1,'),
    );
    for (const i of numbers)
      for (const system of ['crm', 'erp', 'shop'])
        filtered.sql(system, 'insert into rows (id, no, mail) values (?, ?, ?)', `${system}${i}`, `C${i}`, `m${i}`);
    await filtered.agree();
    filtered.sql('crm', "update rows set active = 0 where no = 'C1'");
    filtered.sql('crm', "delete from rows where no = 'C2'");

    const { plan } = await filtered.plan();

    expect(plan.changes.map(({ action, key }) => [action, key['no']])).toEqual([
      ['delete', 'C2'],
      ['delete', 'C2'],
    ]);
    filtered.sql('crm', "insert into rows (id, no, mail, active) values ('crm2', 'C2', 'm2', 0)");
    expect((await filtered.apply(plan)).outcomes.map(({ outcome }) => outcome)).toEqual(['stale', 'stale']);
  });
});

function patched(connector: Connector, given: Partial<Connector>): Connector {
  return new Proxy(connector, {
    get: (target, name) => {
      const value: unknown = Reflect.get(given, name) ?? Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function withoutGuard(connector: Connector): Connector {
  const guard = { kind: 'none', strength: 'none' } as const;
  const of = async (resource: string, signal: AbortSignal): Promise<ResourceCapabilities> => ({
    ...(await connector.capabilities.of(resource, signal)),
    guard,
  });
  const read: Connector['read'] = async function* (request, signal) {
    for await (const page of connector.read(request, signal)) yield { ...page, guard };
  };
  return patched(connector, { capabilities: { of }, read });
}
