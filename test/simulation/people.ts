import type { NativeValue } from '../../src/model/value.ts';
import { idOf, valueOf } from './company.ts';
import type { SimSystem } from './contract.ts';
import { AGENT_FIELDS, CUSTOMER_FIELDS, nativeName, ownerOf, type Size } from './scenario.ts';
import type { Simulation } from './simulation.ts';

/** Most things that people do in one round. */
const DEEDS: Readonly<Record<Size, number>> = { small: 5, large: 7 };

/** Puts what people do in the next minute or so into the queue. */
export function letPeopleWork(sim: Simulation, round: string, share: number): void {
  for (let i = 0; i < DEEDS[sim.scenario.size]; i += 1) {
    const name = `people ${round} ${i}`;
    if (!sim.choices.happens(name, share)) continue;
    const atMs =
      sim.choices.of(`${name} when`, [0, 1, 2, 3]) === 3
        ? sim.choices.integer(`${name} late`, 0, 60_000)
        : sim.choices.integer(`${name} at`, 0, 1_500);
    sim.scheduler.after(atMs, () => act(sim, name));
  }
}

function act(sim: Simulation, name: string): void {
  const deed = sim.choices.of(`${name} deed`, DEED_NAMES);
  try {
    DEEDS_BY_NAME[deed](sim, name);
  } catch (error) {
    // A server keeps its own rules against people too.
    if (!(error instanceof Error) || !error.message.startsWith('the simulated server refused')) throw error;
  }
}

const DEED_NAMES = [
  'edit',
  'edit',
  'edit',
  'approvable',
  'approvable',
  'leap',
  'foreign',
  'same',
  'hire',
  'remove',
  'restore',
  'rekey',
  'merge',
  'replica',
  'unlisted',
  'agent',
  'adopt',
  'long',
  'padded',
] as const;

const DEEDS_BY_NAME: Readonly<Record<(typeof DEED_NAMES)[number], (sim: Simulation, name: string) => void>> = {
  edit: (sim, name) =>
    editOwned(sim, name, sim.choices.of(`${name} field`, ['name', 'email', 'street', 'city', 'credit'])),
  approvable: (sim, name) => editOwned(sim, name, 'iban'),
  leap: (sim, name) => setField(sim, name, { system: 'erp', field: 'credit', value: '9999.00' }),
  foreign: (sim, name) => {
    const field = sim.choices.of(`${name} field`, ['name', 'email', 'street', 'credit', 'iban']);
    const strangers = [...sim.systems.keys()].filter((system) => system !== ownerOf(field));
    const system = sim.choices.of(`${name} system`, strangers);
    setField(sim, name, {
      system,
      field,
      value: valueOf(field, name, sim.choices.integer(`${name} amount`, 100, 300)),
    });
  },
  same: (sim, name) => {
    for (const system of sim.systems.keys()) setField(sim, name, { system, field: 'name', value: `name ${name}` });
  },
  hire: (sim, name) => hire(sim, name),
  remove: (sim, name) => {
    const crm = sim.system('crm');
    const id = anyRecord(sim, name, crm, 'customers');
    if (id !== null) crm.remove('ann', 'customers', id);
  },
  restore: (sim, name) => {
    const crm = sim.system('crm');
    const deleted = crm.landed.filter(({ action, resource }) => action === 'delete' && resource === 'customers');
    if (deleted.length > 0) crm.restore('ann', 'customers', sim.choices.of(`${name} id`, deleted).nativeId);
  },
  adopt: (sim, name) => adopt(sim, name),
  long: (sim, name) =>
    setField(sim, name, { system: 'crm', field: 'name', value: `a name of more than thirty letters ${name}` }),
  padded: (sim, name) => setField(sim, name, { system: 'crm', field: 'name', value: ` ${name} ` }),
  rekey: (sim, name) =>
    setField(sim, name, { system: 'crm', field: 'no', value: `N${sim.choices.integer(`${name} no`, 1, 999)}` }),
  merge: (sim, name) => {
    const crm = sim.system('crm');
    const kept = anyRecord(sim, `${name} kept`, crm, 'customers');
    const gone = anyRecord(sim, `${name} gone`, crm, 'customers');
    if (kept === null || gone === null || kept === gone) return;
    crm.update('ann', 'customers', kept, { [nativeName('crm', 'name')]: `merged ${name}` });
    crm.remove('ann', 'customers', gone);
  },
  replica: (sim, name) => {
    const names = [...sim.systems.keys()].filter((system) => system !== 'crm');
    const system = sim.system(sim.choices.of(`${name} system`, names));
    const id = anyRecord(sim, name, system, 'customers');
    if (id !== null) system.remove('bob', 'customers', id);
  },
  unlisted: (sim, name) => {
    const system = sim.system(sim.choices.of(`${name} system`, [...sim.systems.keys()]));
    const id = anyRecord(sim, name, system, 'customers');
    if (id !== null) system.update('bob', 'customers', id, { note: `noted ${name}` });
  },
  agent: (sim, name) => {
    if (!sim.scenario.hasAgents) return editOwned(sim, name, 'status');
    const crm = sim.system('crm');
    const field = sim.choices.of(`${name} field`, AGENT_FIELDS.slice(1));
    const id = anyRecord(sim, name, crm, 'agents');
    if (id !== null) crm.update('ann', 'agents', id, { [nativeName('crm', field)]: valueOf(field, name, 0) });
  },
};

function editOwned(sim: Simulation, name: string, field: string): void {
  const amount = sim.choices.integer(`${name} amount`, 80, 300);
  setField(sim, name, { system: ownerOf(field), field, value: valueOf(field, name, amount) });
}

function setField(
  sim: Simulation,
  name: string,
  edit: { readonly system: string; readonly field: string; readonly value: NativeValue },
): void {
  const system = sim.system(edit.system);
  const id = anyRecord(sim, name, system, 'customers');
  const by = edit.system === ownerOf(edit.field) ? 'ann' : 'bob';
  if (id !== null) system.update(by, 'customers', id, { [nativeName(edit.system, edit.field)]: edit.value });
}

/** Somebody enters a customer by hand in another system too, before the engine does. */
function adopt(sim: Simulation, name: string): void {
  const crm = sim.system('crm');
  const newest = crm.landed
    .filter(({ action, by, resource }) => action === 'create' && by === 'ann' && resource === 'customers')
    .at(-1);
  const key = newest?.after?.get(nativeName('crm', 'no')) ?? null;
  const erp = sim.system('erp');
  if (key === null || idOf(erp, 'customers', nativeName('erp', 'no'), key) !== null) return;
  erp.insert('bob', 'customers', {
    [nativeName('erp', 'no')]: key,
    [nativeName('erp', 'name')]: `by hand ${name}`,
    note: null,
  });
}

/** A new customer, and with it, now and then, a new agent. */
function hire(sim: Simulation, name: string): void {
  const crm = sim.system('crm');
  const number = sim.choices.integer(`${name} no`, 100, 999);
  const values: Record<string, NativeValue> = { note: null };
  for (const field of CUSTOMER_FIELDS) {
    if (ownerOf(field) === 'crm')
      values[nativeName('crm', field)] = field === 'no' ? `C${number}` : valueOf(field, name, 0);
  }
  if (sim.scenario.hasAgents) values[nativeName('crm', 'agent')] = agentFor(sim, name, crm, number);
  if (idOf(crm, 'customers', nativeName('crm', 'no'), `C${number}`) === null) crm.insert('ann', 'customers', values);
}

function agentFor(sim: Simulation, name: string, crm: SimSystem, number: number): string | null {
  if (sim.choices.number(`${name} new agent`) < 0.5) return anyRecord(sim, name, crm, 'agents');
  const code = `A${number}`;
  if (idOf(crm, 'agents', nativeName('crm', 'code'), code) !== null) return null;
  const values = Object.fromEntries(
    AGENT_FIELDS.map((field) => [nativeName('crm', field), field === 'code' ? code : valueOf(field, name, 0)]),
  );
  return crm.insert('ann', 'agents', { ...values, note: null });
}

function anyRecord(sim: Simulation, name: string, system: SimSystem, resource: string): string | null {
  const ids = [...(system.resources.get(resource)?.keys() ?? [])].sort();
  return ids.length === 0 ? null : sim.choices.of(`${name} record`, ids);
}
