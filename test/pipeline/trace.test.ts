import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MemoryFaults } from '../../plugins/memory/system.ts';
import { traceRecord } from '../../src/pipeline.ts';
import { memoryProject, memorySystem, type MemoryProject } from './memory-project.ts';

const MANIFEST = `${memorySystem('crm', '{ accounts: [read] }')}${memorySystem('erp', '{ kunden: [read] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email } }
`;

let project: MemoryProject;

beforeEach(() => {
  const numbers = ['1', '2', '3'];
  project = memoryProject(
    {
      crm: { accounts: numbers.map((i) => ({ id: `a${i}`, no: `C${i}`, mail: `u${i}` })) },
      erp: { kunden: ['1', '2'].map((i) => ({ id: `k${i}`, ref: `C${i}`, email: `u${i}` })) },
    },
    MANIFEST,
  );
});
afterEach(() => project.remove());

const faults = (system: string) => project.system(system).faults;
const trace = async (key: string) =>
  traceRecord(await project.open(), {
    entity: 'customer',
    key,
    signal: new AbortController().signal,
    progress: () => {},
  });
const situations = async (key: string) =>
  (await trace(key)).systems.map(({ system, native_id, situation }) => [system, native_id, situation]);

describe('trace', () => {
  it('shows a record in all systems, and says missing only of what was read in full', async () => {
    expect(await situations('C1')).toEqual([
      ['crm', 'a1', 'owner'],
      ['erp', 'k1', 'linked'],
    ]);
    expect(await situations('C3')).toEqual([
      ['crm', 'a3', 'owner'],
      ['erp', null, 'missing'],
    ]);
  });

  it.each([
    ['cannot be reached', (given: MemoryFaults) => void (given.isDown = true)],
    ['breaks off', (given: MemoryFaults) => void (given.failAfter = 0)],
    ['gives no certificate and not the record', (given: MemoryFaults) => void (given.isUncertified = true)],
  ])('ends with 75 instead of claiming absence where a system %s', async (_why, spoil) => {
    spoil(faults('erp'));

    await expect(trace('C3')).rejects.toMatchObject({
      code: 'SYSTEM_UNREACHED',
      exit: 75,
      at: 'erp:kunden',
      message: expect.stringContaining('erp'),
    });
  });

  it('ends with 75, not with "no system holds it", when the record may be where nobody could look', async () => {
    faults('crm').isDown = true;

    await expect(trace('C3')).rejects.toMatchObject({ code: 'SYSTEM_UNREACHED', exit: 75 });
    faults('crm').isDown = false;
    await expect(trace('C9')).rejects.toMatchObject({ code: 'RECORD_NOT_FOUND', exit: 1 });
  });

  it('shows what an incomplete read did return', async () => {
    faults('erp').isUncertified = true;

    expect(await situations('C1')).toEqual([
      ['crm', 'a1', 'owner'],
      ['erp', 'k1', 'linked'],
    ]);
  });

  it('refuses an entity that is not there, exit 64', async () => {
    await expect(
      traceRecord(await project.open(), {
        entity: 'costumer',
        key: 'C1',
        signal: new AbortController().signal,
        progress: () => {},
      }),
    ).rejects.toMatchObject({ code: 'ENTITY_UNKNOWN', exit: 64 });
  });
});
