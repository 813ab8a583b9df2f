import { parseManifests } from '../../src/manifest/parse-manifests.ts';
import type { NativeKind } from '../../src/model/connector.ts';
import type { Manifest, ProjectConfig } from '../../src/model/manifest.ts';
import type { NativeValue } from '../../src/model/value.ts';
import type { SimSystemOptions } from './contract.ts';
import type { Switches } from './systems/switches.ts';
import { draw, oneOf } from './random.ts';

/** What kind of world a seed makes. */
export interface Scenario {
  readonly systems: readonly ScenarioSystem[];
  readonly hasAgents: boolean;
  readonly onDelete: 'delete' | 'hold' | 'deactivate';
  readonly onForeignEdit: 'revert' | 'hold' | 'report';
  readonly customers: number;
  readonly agents: number;
  /** Rounds of bad days. */
  readonly rounds: number;
  readonly size: Size;
}

/** One system of a scenario. */
export interface ScenarioSystem {
  readonly name: 'crm' | 'erp' | 'wh';
  readonly kind: string;
  /** Whether the system keeps business keys unique by itself. */
  readonly isKeyUnique: boolean;
  /** Whether names may have 30 characters only. */
  readonly isNarrow: boolean;
  /** Whether a trigger trims names. */
  readonly isTrimming: boolean;
  readonly paging: 'offset' | 'cursor';
  readonly hasIdempotencyKeys: boolean;
  /** http: half of the reads come from a replica that is so much behind, milliseconds; 0 for none. */
  readonly staleMs: number;
  /** http: whether a quota answers 429, and in which form it says how long to wait. */
  readonly retryAfter: 'seconds' | 'date' | 'none' | null;
  /** csv: whether writes that break leave their temporary file. */
  readonly isTorn: boolean;
}

/** Fields of the entities and who owns them. `address` is a group, `iban` needs finance's yes, `credit` is guarded. */
export const CUSTOMER_FIELDS = ['no', 'name', 'email', 'iban', 'street', 'city', 'status', 'credit'] as const;
export const AGENT_FIELDS = ['code', 'name', 'phone'] as const;

/** Owner of a field. */
export function ownerOf(field: string): 'crm' | 'erp' {
  return field === 'credit' ? 'erp' : 'crm';
}

/** The native field of a canonical one: each system has its own names. */
export function nativeName(system: string, field: string): string {
  return `${system.charAt(0)}_${field}`;
}

/** What stands in every classified value; no sink may ever show it. */
export const CANARY = 'wren-of-may';

export const CONFIG: ProjectConfig = { name: 'simulated', root: '/nowhere', manifests: 'sync.d', state: 'state.db' };

/** How far a replica is behind at most, milliseconds. */
export const LONGEST_LAG_MS = 2_000;

/** How many systems, records and bad days a world has. */
export type Size = 'small' | 'large';

const SMALL = ['crm', 'erp'] as const;

/** The world of a seed. Most are small: what goes wrong mostly does so among few, and more of them are seen in the same time. `kinds`: the kinds of systems there are. */
export function scenarioOf(seed: number, kinds: readonly string[], size: Size | null = null): Scenario {
  const of = <T>(name: string, items: readonly T[]): T => oneOf(items, draw(seed, `scenario ${name}`));
  const own = size ?? of('size', ['small', 'small', 'small', 'small', 'large'] as const);
  const isSmall = own === 'small';
  const names = isSmall ? SMALL : of('systems', [SMALL, ['crm', 'erp', 'wh'] as const]);
  const kindOf = (name: string) => of(`kind ${name}`, kinds);
  return {
    systems: names.map((name) => ({
      name,
      kind: kindOf(name),
      isKeyUnique: of(`unique ${name}`, [true, true, true, false]),
      isNarrow: name !== 'crm' && of(`narrow ${name}`, [true, false, false]),
      isTrimming: name !== 'crm' && of(`trimming ${name}`, [true, false, false, false]),
      paging: of(`paging ${name}`, ['offset', 'cursor'] as const),
      hasIdempotencyKeys: of(`idempotency ${name}`, [true, false]),
      staleMs: kindOf(name).startsWith('http') ? of(`stale ${name}`, [0, 0, 0, LONGEST_LAG_MS]) : 0,
      retryAfter: of(`quota ${name}`, [null, null, null, null, 'seconds', 'date', 'none'] as const),
      isTorn: of(`torn ${name}`, [true, false]),
    })),
    hasAgents: of('agents', isSmall ? [true, false, false, false] : [true, false]),
    onDelete: of('on delete', ['delete', 'hold', 'deactivate'] as const),
    onForeignEdit: of('foreign', ['revert', 'revert', 'hold', 'report'] as const),
    customers: of('customers', isSmall ? [2, 3, 3] : [3, 4, 5, 6]),
    agents: of('agent count', [2, 3]),
    rounds: oneOf(isSmall ? [1, 1, 1, 2] : [1, 2, 2], draw(seed, 'rounds#')),
    size: own,
  };
}

/** Entities of a scenario with their fields, in the order in which records point. */
export function entitiesOf(
  scenario: Scenario,
): readonly { readonly name: string; readonly key: string; readonly fields: readonly string[] }[] {
  const fields = scenario.hasAgents ? [...CUSTOMER_FIELDS, 'agent'] : CUSTOMER_FIELDS;
  const customer = { name: 'customer', key: 'no', fields };
  return scenario.hasAgents ? [{ name: 'agent', key: 'code', fields: AGENT_FIELDS }, customer] : [customer];
}

const LOADED = new Map<string, Manifest>();

/** The manifests of a scenario; the same for scenarios that differ in data only. */
export function manifestOf(scenario: Scenario, unguarded: ReadonlySet<string>): Manifest {
  const text = manifestText(scenario, unguarded);
  const known = LOADED.get(text);
  if (known !== undefined) return known;
  const { manifest, diagnostics } = parseManifests([{ path: 'sync.d/all.yaml', content: text }], CONFIG);
  if (manifest === null) throw new Error(`The manifests of the simulation are wrong: ${JSON.stringify(diagnostics)}`);
  LOADED.set(text, manifest);
  return manifest;
}

/** YAML of a scenario. */
export function manifestText(scenario: Scenario, unguarded: ReadonlySet<string>): string {
  const documents = [...scenario.systems.map(({ name }) => systemText(name, scenario.hasAgents)), DICTIONARY, POLICY];
  if (scenario.hasAgents) documents.push(agentText(scenario, unguarded));
  return [...documents, customerText(scenario, unguarded)].join('---\n');
}

function systemText(name: string, hasAgents: boolean): string {
  const rights = name === 'crm' ? '[read, update]' : '[read, create, update, delete]';
  const agents = hasAgents ? `, agents: ${rights}` : '';
  return `kind: system\nname: ${name}\nconnector: simulated\nconnection: { url: "\${env:SIM_URL}" }\naccess: { customers: ${rights}${agents} }\n`;
}

const DICTIONARY = `kind: dictionary
name: core
terms:
  email: { type: string, equality: case-insensitive, class: personal }
  iban: { type: string, class: confidential }
  money: { type: decimal, scale: 2, minimum: 0 }
`;

const POLICY = `kind: policy
name: safety
limits: [{ entity: customer, action: delete, max: 2 }]
guards: [{ entity: customer, field: credit, factor: 5, hold_for: finance }]
approvals: [{ term: iban, from: finance, count: 1, four_eyes: true, expires: 4h }]
sources: [{ entity: customer, system: crm, minimum: 30% }, { entity: customer, system: erp, minimum: 30% }]
`;

function lifecycleText({ onDelete }: Scenario): string {
  const rule = onDelete === 'deactivate' ? '{ deactivate: { status: inactive } }' : onDelete;
  return `{ owner: crm, on_delete: ${rule}, on_orphan: report }`;
}

function bindingsText(
  { systems, onForeignEdit }: Scenario,
  resource: string,
  fields: readonly string[],
  unguarded: ReadonlySet<string>,
): string {
  return systems
    .map(({ name }) => {
      const bound = fields.map((field) => `"${field}": ${nativeName(name, field)}`).join(', ');
      const accept = unguarded.has(name) ? ', accept_unguarded: the system has no guard' : '';
      return `  ${name}: { resource: ${resource}, id: id, fields: { ${bound} }, on_foreign_edit: ${onForeignEdit}${accept} }\n`;
    })
    .join('');
}

function agentText(scenario: Scenario, unguarded: ReadonlySet<string>): string {
  return `kind: entity
name: agent
key: [code]
fields:
  code: { type: string, owner: crm }
  name: { type: string, owner: crm }
  phone: { type: string, owner: crm, class: personal }
lifecycle: { owner: crm, on_delete: hold }
systems:
${bindingsText(scenario, 'agents', AGENT_FIELDS, unguarded)}`;
}

function customerText(scenario: Scenario, unguarded: ReadonlySet<string>): string {
  const agent = scenario.hasAgents ? '  agent: { ref: agent, owner: crm }\n' : '';
  const fields = scenario.hasAgents ? [...CUSTOMER_FIELDS, 'agent'] : CUSTOMER_FIELDS;
  return `kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  name: { type: string, owner: crm }
  email: { term: email, owner: crm }
  iban: { term: iban, owner: crm }
  street: { type: string, owner: crm }
  city: { type: string, owner: crm }
  status: { type: string, owner: crm }
  credit: { term: money, owner: erp }
${agent}groups: { address: [street, city] }
lifecycle: ${lifecycleText(scenario)}
systems:
${bindingsText(scenario, 'customers', fields, unguarded)}`;
}

const KINDS: Readonly<Record<string, NativeKind>> = { credit: 'decimal' };

/** Most characters of a name in a narrow system. */
export const NARROW = 30;

/** Resources of one system. Each has a `note` that no manifest names. */
export function resourcesOf(scenario: Scenario, system: string): SimSystemOptions['resources'] {
  const own = scenario.systems.find(({ name }) => name === system);
  const label = nativeName(system, 'name');
  return Object.fromEntries(
    entitiesOf(scenario).map(({ name, key, fields }) => {
      const columns = fields.map((field) => [nativeName(system, field), KINDS[field] ?? 'text'] as const);
      const resource = {
        id: 'id',
        fields: { id: 'text', note: 'text', ...Object.fromEntries(columns) } as const,
        unique: own?.isKeyUnique === false ? [] : [[nativeName(system, key)]],
        maxLength: own?.isNarrow === true ? { [label]: NARROW } : {},
        triggers: own?.isTrimming === true ? { [label]: trimmed } : {},
      };
      return [`${name}s`, resource];
    }),
  );
}

/** What a system does differently from its kind's usual way. */
export function switchesOf(scenario: Scenario, system: string): Switches {
  const own = scenario.systems.find(({ name }) => name === system);
  if (own === undefined || !own.kind.startsWith('http')) return { isTorn: own?.isTorn === true };
  const { paging, hasIdempotencyKeys, staleMs, retryAfter } = own;
  return {
    paging,
    idempotencyMs: hasIdempotencyKeys ? 3_600_000 : 0,
    staleMs,
    ...(retryAfter === null ? {} : { quota: { requests: 20, windowMs: 2_000, retryAfter } }),
  };
}

function trimmed(value: NativeValue): NativeValue {
  return typeof value === 'string' ? value.trim() : value;
}
