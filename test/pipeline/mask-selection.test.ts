import { afterEach, describe, expect, it } from 'vitest';
import { memoryProject, memorySystem, type MemoryProject } from './memory-project.ts';

const entity = (name: string, dataClass: string) => `---
kind: entity
name: ${name}
key: [unit, no]
fields:
  unit: { type: string, owner: crm }
  "no": { type: string, owner: crm, class: ${dataClass} }
lifecycle: { owner: crm }
systems:
  crm: { resource: ${name}, id: id, fields: { unit: unit, "no": "no" } }
  erp: { resource: ${name}, id: id, fields: { unit: unit, "no": "no" } }
`;
const RIGHTS = '{ order: [read, create], person: [read, create] }';

let project: MemoryProject;
afterEach(() => project.remove());

describe('a key of two parts', () => {
  it('is masked part by part, and stays readable where a record that anybody may see has it', async () => {
    const crm = {
      order: [{ id: '1', unit: 'u', no: 'O1' }],
      person: [
        { id: '1', unit: 'u', no: 'P1' },
        { id: '2', unit: 'u', no: 'O1' },
      ],
    };
    project = memoryProject(
      { crm, erp: { order: [], person: [] } },
      memorySystem('crm', RIGHTS) +
        memorySystem('erp', RIGHTS).replace(/---\n$/, '') +
        entity('order', 'public') +
        entity('person', 'personal'),
    );
    const plan = async (key: string) => (await project.plan({ select: [`key:${key}`] })).plan;

    const secret = await plan('u/P1');
    expect(secret.changes.map((change) => change.entity)).toEqual(['person']);
    expect(secret.header.select).toEqual([expect.stringMatching(/^key:u\/[0-9a-f]{8}$/)]);
    const both = await plan('u/O1');
    expect(both.changes.map((change) => change.entity)).toEqual(['order', 'person']);
    expect(both.header.select).toEqual(['key:u/O1', expect.stringMatching(/^key:u\/[0-9a-f]{8}$/)]);
    expect((await plan('u/P1/x')).header.select[0]).not.toMatch(/P1|x/);
  });
});
