import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planExit } from '../../src/cli/plan-exit.ts';
import { memoryProject, memorySystem, type MemoryProject } from './memory-project.ts';

const MANIFEST = `${memorySystem('crm', '{ accounts: [read] }')}${memorySystem('erp', '{ kunden: [read, create, update] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm, max_length: 5 }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email } }
`;

let project: MemoryProject;

beforeEach(async () => {
  const numbers = ['1', '2', '3', '4', '5', '6'];
  project = memoryProject(
    {
      crm: { accounts: numbers.map((i) => ({ id: `a${i}`, no: `C${i}`, mail: `u${i}` })) },
      erp: { kunden: numbers.map((i) => ({ id: `k${i}`, ref: `C${i}`, email: `u${i}` })) },
    },
    MANIFEST,
  );
  expect(await exits()).toEqual({ plan: 0, detailed: 0, apply: 0, held: 0 });
});
afterEach(() => project.remove());

const exits = async () => {
  const { plan, exit } = await project.plan();
  const detailed = planExit(plan, exit as 0 | 3 | 75, true);
  const { held } = plan.summary;
  return { plan: exit, detailed, apply: (await project.apply(plan)).exit, held };
};
const crm = () => project.system('crm');
const waiting = { plan: 0, detailed: 3, apply: 3, held: 1 };

describe('what waits for a person without being a change', () => {
  it('is an invalid value', async () => {
    crm().update('accounts', ['id', 'a1'], { mail: 'far too long' });

    expect(await exits()).toEqual(waiting);
  });

  it('is a case of records that cannot be told apart', async () => {
    crm().update('accounts', ['id', 'a1'], { no: 'C2' });

    expect(await exits()).toEqual(waiting);
  });

  it('is still there after everything else was applied', async () => {
    crm().update('accounts', ['id', 'a1'], { mail: 'far too long' });
    crm().update('accounts', ['id', 'a2'], { mail: 'new' });

    expect(await exits()).toEqual({ ...waiting, detailed: 2 });
    expect(await exits()).toEqual(waiting);
  });

  it('is no orphan, which is only told', async () => {
    project.system('erp').insert('kunden', { id: 'k9', ref: 'C9', email: 'u9' });

    expect(await exits()).toEqual({ plan: 0, detailed: 0, apply: 0, held: 0 });
  });
});
