import type { Change, PlanDocument } from '../../src/model/generated/plan.ts';
import { planKeyText } from '../../src/model/plan-key.ts';
import type { NativeRecord } from '../../src/model/value.ts';
import type { SimSystem } from './contract.ts';
import { entitiesOf, nativeName, ownerOf } from './scenario.ts';
import type { Simulation } from './simulation.ts';

/** True when the plan would write nothing. */
export function isEmptyPlan(plan: PlanDocument): boolean {
  return plan.changes.every(isWaiting);
}

function isWaiting(change: Change): boolean {
  return change.holds.length > 0 || change.blocked !== null;
}

/** Compares the systems' truth, without the engine: every difference must be one that the last plan tells. */
export function checkConvergence(sim: Simulation, plan: PlanDocument): void {
  for (const { name, key, fields } of entitiesOf(sim.scenario)) {
    const owner = sim.system('crm');
    for (const [id, record] of owner.resources.get(`${name}s`) ?? []) {
      const value = record.values.get(nativeName('crm', key));
      const told = toldOf(plan, name, { key: String(value), id });
      for (const system of sim.systems.keys()) {
        if (told.has(system) || told.has('*')) continue;
        const other = findByKey(sim.system(system), `${name}s`, nativeName(system, key), String(value));
        if (other === undefined) {
          sim.watch.violate('convergence', `${name} ${String(value)} is missing in ${system}, and nothing tells of it`);
          continue;
        }
        for (const field of fields) compare(sim, { entity: name, key: String(value), system, field }, other);
      }
    }
  }
}

/** Systems in which the plan says that something of this record waits or is wrong; \`*\` for all. */
function toldOf(
  plan: PlanDocument,
  entity: string,
  { key, id }: { readonly key: string; readonly id: string },
): ReadonlySet<string> {
  const told = new Set<string>();
  for (const change of plan.changes)
    if (change.entity === entity && planKeyText(change.key) === key) told.add(change.system);
  for (const finding of plan.findings) {
    if (finding.entity !== entity) continue;
    // A record that two claim is told with the ids of all that are concerned.
    if (finding.code.startsWith('MATCH_') && new RegExp(`crm ${id}\\b`).test(finding.detail)) told.add('*');
    if (finding.key !== undefined && planKeyText(finding.key as Change['key']) !== key) continue;
    told.add(finding.code === 'READ_INCOMPLETE' || finding.code.startsWith('MATCH_') ? '*' : (finding.system ?? '*'));
  }
  return told;
}

function findByKey(system: SimSystem, resource: string, field: string, value: string): NativeRecord | undefined {
  return [...(system.resources.get(resource)?.values() ?? [])].find(
    ({ values }) => fold(values.get(field)) === fold(value),
  )?.values;
}

function compare(
  sim: Simulation,
  {
    entity,
    key,
    system,
    field,
  }: { readonly entity: string; readonly key: string; readonly system: string; readonly field: string },
  record: NativeRecord,
): void {
  const owner = ownerOf(field);
  if (owner === system) return;
  const source = findByKey(sim.system(owner), `${entity}s`, nativeName(owner, entity === 'agent' ? 'code' : 'no'), key);
  if (source === undefined) return;
  const wanted = canonical(sim, owner, field, source);
  const found = canonical(sim, system, field, record);
  if (wanted !== found)
    sim.watch.violate(
      'convergence',
      `${entity} ${key} has another ${field} in ${system} than in ${owner}, and nothing tells of it`,
    );
}

/** A value in a form that all systems share. */
function canonical(sim: Simulation, system: string, field: string, record: NativeRecord): string {
  const value = record.get(nativeName(system, field)) ?? null;
  if (value === null) return '';
  if (field === 'agent') {
    const agent = sim.system(system).resources.get('agents')?.get(String(value));
    return String(agent?.values.get(nativeName(system, 'code')) ?? `dangling ${String(value)}`);
  }
  if (field === 'credit') return String(Number(value));
  return field === 'email' ? String(value).toLowerCase() : String(value);
}

function fold(value: unknown): string {
  return String(value ?? '');
}
