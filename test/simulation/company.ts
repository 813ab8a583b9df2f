import type { NativeValue } from '../../src/model/value.ts';
import type { SimSystem } from './contract.ts';
import { CANARY, entitiesOf, nativeName, type Scenario } from './scenario.ts';

/** A value of a field that nobody had before, told apart by `mark`. */
export function valueOf(field: string, mark: string, amount: number): NativeValue {
  switch (field) {
    case 'email':
      return `${CANARY}-${mark}@example.com`;
    case 'iban':
      return `${CANARY}-${mark}-iban`;
    case 'phone':
      return `${CANARY}-${mark}-phone`;
    case 'credit':
      return `${amount}.00`;
    case 'status':
      return 'active';
    default:
      return `${field} ${mark}`;
  }
}

/** Puts the first records into all systems, in agreement. */
export function settleCompany(scenario: Scenario, systems: ReadonlyMap<string, SimSystem>): void {
  for (const { name, key, fields } of entitiesOf(scenario)) {
    const count = name === 'agent' ? scenario.agents : scenario.customers;
    for (let i = 1; i <= count; i += 1) {
      for (const [system, sim] of systems) {
        const values: Record<string, NativeValue> = { note: `note of ${system} ${i}` };
        for (const field of fields) {
          if (field === 'agent')
            values[nativeName(system, field)] = idOf(
              sim,
              'agents',
              nativeName(system, 'code'),
              `A${1 + (i % scenario.agents)}`,
            );
          else
            values[nativeName(system, field)] = field === key ? keyOf(name, i) : valueOf(field, `first ${i}`, 100 + i);
        }
        sim.insert('setup', `${name}s`, values);
      }
    }
  }
}

/** The key of the record with a number. */
export function keyOf(entity: string, number: number): string {
  return `${entity === 'agent' ? 'A' : 'C'}${number}`;
}

/** Native id of the record whose field has the value, or null. */
export function idOf(sim: SimSystem, resource: string, field: string, value: NativeValue): string | null {
  for (const [id, record] of sim.resources.get(resource) ?? []) if (record.values.get(field) === value) return id;
  return null;
}
