import { afterEach, beforeEach } from 'vitest';
import type { Discrepancy } from '../../src/model/discrepancy.ts';
import type { DocumentKind } from '../../src/model/state.ts';
import type { World } from '../../src/model/world.ts';
import { memoryProject, memorySystem, type MemoryProject } from './memory-project.ts';
import { testWorld } from './sqlite-project.ts';

/** Customers of a crm that an erp follows; both in memory. */
export const MANIFEST = `${memorySystem('crm', '{ accounts: [read] }')}${memorySystem('erp', '{ kunden: [read, create, update, delete] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  email: { type: string, owner: crm }
  iban: { type: string, owner: crm, class: confidential }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", email: mail, iban: iban } }
  erp: { resource: kunden, id: id, fields: { "no": ref, email: email, iban: iban } }
`;

/** How a scene differs from the usual one. */
export interface SceneOptions {
  readonly manifest?: string;
  readonly customers?: number;
  /** IBAN of a customer by number. */
  readonly ibanOf?: (number: number) => string;
}

/** Customers that agree, thirty unless told, before each test, in a world where nobody waits. */
export function safeScene({
  manifest = MANIFEST,
  customers = 30,
  ibanOf = (number) => `DE-CANARY-${number}`,
}: SceneOptions = {}) {
  let project: MemoryProject;
  let slept: number[];

  function hastyWorld(): World {
    const world = testWorld();
    const started = Date.now();
    let now = 0;
    return {
      ...world,
      now: () => new Date(started + now).toISOString(),
      monotonicMs: () => now,
      random: () => 0.5,
      sleep: async (ms, signal) => {
        signal?.throwIfAborted();
        // The heartbeat of a lease waits for real; everything else is over at once.
        if (ms >= 5_000 && ms <= 20_000) return world.sleep(ms, signal);
        slept.push(ms);
        now += ms;
      },
    };
  }

  beforeEach(async () => {
    slept = [];
    const accounts = Array.from({ length: customers }, (_, i) => ({
      id: `a${i}`,
      no: `C${i}`,
      mail: `m${i}`,
      iban: ibanOf(i),
    }));
    const kunden = accounts.map(({ no, mail, iban }, i) => ({ id: `k${i}`, ref: no, email: mail, iban }));
    project = memoryProject({ crm: { accounts }, erp: { kunden } }, manifest, hastyWorld());
    await project.apply((await project.plan({ isBootstrap: true })).plan);
  });
  afterEach(() => project.remove());

  const systemOf = (name: string) => project.system(name);
  const erp = () => systemOf('erp');
  const edit = (id: string, change: string | Record<string, string | null>) =>
    systemOf('crm').update('accounts', ['id', id], typeof change === 'string' ? { mail: change } : change);
  const emailOf = (ref: string) => project.record('erp', 'kunden', 'ref', ref)?.['email'];
  const outcomes = async () =>
    (await project.apply((await project.plan()).plan)).outcomes.map(({ outcome, code }) => [outcome, code]);

  async function documents<T>(kind: DocumentKind): Promise<T[]> {
    const state = await (await project.open()).state.reader();
    const found: T[] = [];
    for await (const { body } of state.documents(kind)) found.push(body as unknown as T);
    await state.close();
    return found;
  }
  async function decide(kind: DocumentKind, id: string, body: unknown): Promise<void> {
    const store = await (await project.open()).state.store();
    await store.decide({ documents: [{ kind, id, body: body as never }] });
    await store.close();
  }
  const openTroubles = async () =>
    (await documents<Discrepancy>('discrepancy')).filter(({ state }) => state !== 'resolved');

  return {
    get project() {
      return project;
    },
    /** Another project in place of the scene's own. */
    set project(other: MemoryProject) {
      project = other;
    },
    /** Pauses of the engine, milliseconds. */
    get slept() {
      return slept;
    },
    hastyWorld,
    systemOf,
    erp,
    edit,
    emailOf,
    outcomes,
    documents,
    decide,
    openTroubles,
  };
}
