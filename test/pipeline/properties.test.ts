import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MemorySystem } from '../../plugins/memory/system.ts';
import type { PlanDocument } from '../../src/model/generated/plan.ts';
import { renderPlanMarkdown } from '../../src/render/markdown-plan.ts';
import { renderPlanText } from '../../src/render/text-plan.ts';
import { memoryProject, memorySystem, type MemoryProject } from './memory-project.ts';

const RIGHTS = '{ rows: [read, create, update, delete] }';
/** crm owns key and name, erp owns credit, shop owns nick. */
const MANIFEST = `${memorySystem('crm', RIGHTS)}${memorySystem('erp', RIGHTS)}${memorySystem('shop', RIGHTS)}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  name: { type: string, owner: crm, equality: case-insensitive, empty: [null, ""] }
  mail: { type: string, owner: crm }
  credit: { type: decimal, owner: erp }
  nick: { type: string, owner: shop }
lifecycle: { owner: crm, on_delete: delete }
systems:
  crm: { resource: rows, id: id, fields: { "no": "no", name: name, mail: mail, credit: credit } }
  erp: { resource: rows, id: id, fields: { "no": "no", name: name, mail: mail, credit: credit, nick: nick } }
  shop: { resource: rows, id: id, fields: { "no": "no", name: name, nick: nick } }
---
kind: policy
name: p
limits: [{ action: delete, max: 99 }, { action: update, max: 999 }, { action: create, max: 999 }, { action: clear, max: 999 }]
`;

const OWNED: Readonly<Record<string, readonly string[]>> = {
  crm: ['no', 'name', 'mail'],
  erp: ['credit'],
  shop: ['nick'],
};
const SYSTEMS = ['crm', 'erp', 'shop'] as const;

type Row = Readonly<Record<string, string | null>>;

interface Edit {
  readonly system: (typeof SYSTEMS)[number];
  readonly kind: 'update' | 'remove' | 'insert';
  readonly no: number;
  readonly field: string;
  readonly value: string | null;
}

const text = fc.constantFrom('a', 'A', 'b', 'ä', ' c ', '', null);
const amount = fc.constantFrom('1', '1.0', '1.50', '-2', null);
const row = fc.record({
  name: text,
  mail: text,
  credit: amount,
  nick: text,
  isInErp: fc.boolean(),
  isInShop: fc.boolean(),
  isEqual: fc.boolean(),
});
const edit: fc.Arbitrary<Edit> = fc.record({
  system: fc.constantFrom(...SYSTEMS),
  kind: fc.constantFrom('update', 'update', 'update', 'remove', 'insert'),
  no: fc.integer({ min: 0, max: 7 }),
  field: fc.constantFrom('name', 'mail', 'credit', 'nick', 'own'),
  value: fc.constantFrom('1', '7.25', 'b', 'new', '', null),
});

function start(rows: readonly (typeof row extends fc.Arbitrary<infer T> ? T : never)[]): MemoryProject {
  const build = (system: string): Row[] =>
    rows.flatMap((given, i): Row[] => {
      if ((system === 'erp' && !given.isInErp) || (system === 'shop' && !given.isInShop)) return [];
      const other = given.isEqual || system === 'crm' ? given.name : 'other';
      return [
        {
          id: `${system}${i}`,
          no: `K${i}`,
          name: other,
          mail: given.mail,
          credit: given.credit,
          nick: given.nick,
          own: 'x',
        },
      ];
    });
  return memoryProject(Object.fromEntries(SYSTEMS.map((system) => [system, { rows: build(system) }])), MANIFEST);
}

function make(systems: ReadonlyMap<string, MemorySystem>, { system, kind, no, field, value }: Edit): void {
  const live = systems.get(system);
  const isNumber = field === 'credit';
  const given = isNumber && value !== null && Number.isNaN(Number(value === '' ? 'x' : value)) ? '3' : value;
  if (kind === 'update') live?.update('rows', ['no', `K${no}`], { [field]: given });
  else if (kind === 'remove') live?.remove('rows', ['no', `K${no}`]);
  else if (live?.records('rows').every((record) => record.get('no') !== `K${no}`) === true)
    live.insert('rows', {
      id: `new-${system}${no}`,
      no: `K${no}`,
      name: value,
      mail: 'm',
      credit: null,
      nick: null,
      own: 'y',
    });
}

const snapshot = (project: MemoryProject) =>
  new Map(
    SYSTEMS.map(
      (system) =>
        [
          system,
          new Map(
            (project.systems.get(system)?.records('rows') ?? []).map((record) => [
              String(record.get('id')),
              new Map(record),
            ]),
          ),
        ] as const,
    ),
  );

/** What one apply may have done: nothing to an owner's own fields, and to no field that is not declared. */
function expectOnlyReplicas(
  before: ReturnType<typeof snapshot>,
  after: ReturnType<typeof snapshot>,
  plan: PlanDocument,
): void {
  for (const system of SYSTEMS) {
    for (const [id, old] of before.get(system) ?? []) {
      const now = after.get(system)?.get(id);
      if (now === undefined) {
        expect(
          plan.changes.some(
            (change) => change.action === 'delete' && change.system === system && change.native_id === id,
          ),
        ).toBe(true);
        continue;
      }
      const changed = [...old.keys()].filter((name) => old.get(name) !== now.get(name));
      const planned = plan.changes
        .filter((change) => change.system === system && change.native_id === id)
        .flatMap(({ fields }) => fields.map(({ at }) => at));
      for (const name of changed) {
        expect(OWNED[system]).not.toContain(name);
        expect(planned).toContain(name);
      }
    }
  }
  expect(after.get('crm')?.size).toBe(before.get('crm')?.size);
}

/** Renderings must not know more than the published JSON does. */
function expectSameRenderings(plan: PlanDocument): void {
  const back = JSON.parse(JSON.stringify(plan)) as PlanDocument;
  const options = { color: false, width: 100, now: plan.header.created } as never;
  expect(renderPlanText(back, options)).toBe(renderPlanText(plan, options));
  expect(renderPlanMarkdown(back)).toBe(renderPlanMarkdown(plan));
  expect(back).toEqual(plan);
}

const written = (plan: PlanDocument) =>
  plan.changes.filter(({ holds, blocked }) => holds.length === 0 && blocked === null);

describe('over any data and any edits', () => {
  it(
    'apply then plan again is empty but for what waits, and only fields that a replica does not own ever change',
    { timeout: 180_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(row, { minLength: 8, maxLength: 8 }),
          fc.array(fc.array(edit, { maxLength: 6 }), { maxLength: 3 }),
          fc.boolean(),
          async (rows, rounds, isBootstrap) => {
            const project = start(rows);
            try {
              for (const edits of [[], ...rounds]) {
                for (const one of edits) make(project.systems, one);
                const { plan, exit } = await project.plan({ isBootstrap });
                expectSameRenderings(plan);
                const before = snapshot(project);
                const report = await project.apply(plan);
                expectOnlyReplicas(before, snapshot(project), plan);
                expect(report.outcomes.filter(({ outcome }) => outcome !== 'applied' && outcome !== 'held')).toEqual(
                  [],
                );
                if (exit === 75) continue;
                const again = await project.plan({ isBootstrap });
                expect(
                  written(again.plan).map(({ key, system, action, fields }) => [key, system, action, fields]),
                ).toEqual([]);
              }
            } finally {
              project.remove();
            }
          },
        ),
        { numRuns: 25 },
      );
    },
  );

  it('writes nothing whose digest is stale or made up', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 8, maxLength: 8 }),
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        fc.array(edit, { maxLength: 6 }),
        async (rows, edits, late) => {
          const project = start(rows);
          try {
            await project.apply((await project.plan({ isBootstrap: true })).plan);
            for (const one of edits) make(project.systems, one);
            const { plan } = await project.plan({ isBootstrap: true });
            for (const one of late) make(project.systems, one);
            const now = new Set((await project.plan({ isBootstrap: true })).plan.changes.map(({ digest }) => digest));
            const before = snapshot(project);
            const report = await project.apply(plan);

            expectOnlyReplicas(before, snapshot(project), plan);
            for (const { change, outcome } of report.outcomes) {
              const digest = plan.changes.find(({ id }) => id === change)?.digest ?? '';
              if (outcome === 'applied') expect(now.has(digest)).toBe(true);
              else if (!now.has(digest)) expect(['stale', 'held', 'failed']).toContain(outcome);
            }
            const forged = {
              ...plan,
              changes: plan.changes.map((change) => ({ ...change, digest: change.digest.replace(/./g, '0') })),
            };
            if (plan.changes.length > 0)
              await expect(project.apply(forged)).rejects.toMatchObject({ code: 'PLAN_TAMPERED' });
          } finally {
            project.remove();
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});
