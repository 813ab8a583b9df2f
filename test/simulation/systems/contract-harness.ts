import type { Column, NativeKind } from '../../../src/model/connector.ts';
import type { NativeValue } from '../../../src/model/value.ts';
import type { ContractHarness } from '../../../src/testing/index.ts';
import { realWorld } from '../../../src/world.ts';
import type { SimSystem, Wire } from '../contract.ts';
import type { Switches } from './switches.ts';
import { type SystemKind, createSystem } from './create-system.ts';

/** A network without faults. */
export const CALM_WIRE: Wire = { request: async ({ perform }) => perform() };

/** What one kind of system needs of the suite. */
export interface HarnessOptions {
  readonly kinds: readonly NativeKind[];
  readonly samples?: Readonly<Record<string, readonly NativeValue[]>>;
  readonly filters?: { readonly all: string; readonly none: string };
  readonly switches?: Switches;
  readonly tellsNullFromEmpty?: boolean;
}

/** The contract suite's harness over one kind of simulated system. The clock moves a second with every look at it. */
export function simHarness(kind: SystemKind, options: HarnessOptions): ContractHarness {
  const { kinds, samples, filters, switches = {}, tellsNullFromEmpty = true } = options;
  const columns: readonly Column[] = [
    { name: 'id', kind: 'text' },
    ...kinds.map((each) => ({ name: `a_${each.replace('-', '_')}`, kind: each })),
  ];
  return {
    resource: 'things',
    id: 'id',
    columns,
    actions: ['create', 'update', 'delete'],
    tellsNullFromEmpty,
    ...(samples === undefined ? {} : { samples }),
    ...(filters === undefined ? {} : { filters }),
    async start() {
      const system = startSystem(kind, columns, switches);
      const things = (): SimSystem['resources'] extends ReadonlyMap<string, infer R> ? R : never =>
        system.resources.get('things') ?? new Map();
      return {
        open: async () => system.connect(CALM_WIRE, realWorld()),
        async seed(records) {
          for (const id of Array.from(things().keys())) system.remove('suite', 'things', id);
          for (const record of records) system.insert('suite', 'things', Object.fromEntries(record));
        },
        mutate: async (id, field, value) => system.update('suite', 'things', id, { [field]: value }),
        rawRecords: async () => [...things().values()].map(({ values }) => values),
        fingerprint: async () => JSON.stringify([...things().values()].map((each) => [[...each.values], each.version])),
        stop: async () => {},
      };
    },
  };
}

function startSystem(kind: SystemKind, columns: readonly Column[], switches: Switches): SimSystem {
  let seconds = 1_700_000_000;
  return createSystem(kind, {
    name: 'sim',
    now: () => (seconds += 1) * 1000,
    random: () => 0.5,
    resources: { things: { id: 'id', fields: Object.fromEntries(columns.map(({ name, kind: of }) => [name, of])) } },
    switches,
  });
}
