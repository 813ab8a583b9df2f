import { expect } from 'vitest';
import type { Connector } from '../../src/model/connector.ts';
import type { StateCommit, StateStore } from '../../src/model/state.ts';
import { ConcordatError } from '../../src/model/error.ts';
import type { MemoryProject } from './memory-project.ts';
import { sqliteProject, sqliteSystem, type TestProject } from './sqlite-project.ts';
import { MANIFEST as CLASSIFIED, safeScene } from './safe-scene.ts';

/** Five customers of a crm that an erp follows; nothing is classified. */
export const MANIFEST = CLASSIFIED.replace(', class: confidential', '');

/** A policy as a further document. */
export const policyOf = (body: string) => `---\nkind: policy\nname: p\n${body}\n`;

/** People who point at their boss, in SQLite: there a column that was not sent is null, not absent. */
export function staffProject(policy: string): TestProject {
  return sqliteProject(
    {
      crm: 'create table people (id integer primary key, no text, boss integer)',
      erp: 'create table staff (id integer primary key, ref text, boss_id integer)',
    },
    `${sqliteSystem('crm', '{ people: [read] }')}${sqliteSystem('erp', '{ staff: [read, create, update, delete] }')}
kind: entity
name: person
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  boss: { ref: person, owner: crm }
lifecycle: { owner: crm }
systems:
  crm: { resource: people, id: id, fields: { "no": "no", boss: boss } }
  erp: { resource: staff, id: id, fields: { "no": ref, boss: boss_id } }
${policyOf(policy)}`,
  );
}

/** Outcome and code of every change of a report. */
export const outcomesOf = ({ outcomes }: Awaited<ReturnType<MemoryProject['apply']>>) =>
  outcomes.map(({ outcome, code }) => [outcome, code]);

/** What bob of finance says to a digest. */
export const decisionOf = (digest: string, verdict: 'approved' | 'rejected' = 'approved', group = 'finance') => ({
  id: `${digest}:bob:${group}`,
  digest,
  verdict,
  actor: 'bob',
  group,
  at: new Date().toISOString(),
  expires: '2099-01-01T00:00:00.000Z',
  reason: null,
  consumed: null,
});

/** True of a commit that records an outcome. */
export const isOutcome = ({ journal }: StateCommit) => journal?.some(({ kind }) => kind === 'outcome') === true;

/** The scene with hands on what is between the engine, its systems and its state. */
export function adversarialScene() {
  const scene = safeScene({ manifest: MANIFEST, customers: 5, ibanOf: (number) => `I${number}` });

  const applyNow = async () => scene.project.apply((await scene.project.plan()).plan);
  const approve = (digest: string) => scene.decide('decision', `${digest}:bob:finance`, decisionOf(digest));

  async function auditedWrites(): Promise<Record<string, unknown>[]> {
    const state = await (await scene.project.open()).state.reader();
    const leaves: Record<string, unknown>[] = [];
    for await (const { leaf } of state.audit()) leaves.push(JSON.parse(leaf) as Record<string, unknown>);
    await state.close();
    return leaves.filter(({ kind }) => kind === 'write');
  }

  /** Wraps one method of a system's connector. */
  function around<Name extends 'writeBatch' | 'read'>(
    system: string,
    name: Name,
    wrap: (call: NonNullable<Connector[Name]>) => NonNullable<Connector[Name]>,
  ): void {
    scene.project.wrap = (opened, connector) =>
      opened !== system
        ? connector
        : new Proxy(connector, {
            get: (target, asked) => {
              const value: unknown = Reflect.get(target, asked);
              if (typeof value !== 'function') return value;
              const bound = value.bind(target) as NonNullable<Connector[Name]>;
              return asked === name ? wrap(bound) : bound;
            },
          });
  }

  /** The process ends at the first commit that fits: nothing of it is durable. */
  async function crashAt(isIt: (commit: StateCommit) => boolean, work: () => Promise<unknown>): Promise<void> {
    const open = scene.project.open;
    scene.project.open = async () => {
      const opened = await open();
      const store = async (): Promise<StateStore> => {
        const real = await opened.state.store();
        let isDead = false;
        return new Proxy(real, {
          get: (target, asked) => {
            const value: unknown = Reflect.get(target, asked);
            if (typeof value !== 'function') return value;
            const bound = value.bind(target) as (...args: unknown[]) => unknown;
            if (asked !== 'commit') return bound;
            return async (...given: unknown[]) => {
              isDead ||= isIt(given[1] as StateCommit);
              if (isDead) throw new ConcordatError('CRASH', 'The process ended here.');
              return bound(...given);
            };
          },
        });
      };
      return { ...opened, state: { ...opened.state, store } };
    };
    await expect(work()).rejects.toMatchObject({ code: 'CRASH' });
    scene.project.open = open;
  }

  return Object.assign(scene, { applyNow, approve, auditedWrites, around, crashAt });
}
