import type { LandedWrite } from '../contract.ts';
import { entitiesOf, nativeName } from '../scenario.ts';
import type { Simulation } from '../simulation.ts';
import { alerted } from './alerts.ts';
import { auditTrue } from './audit.ts';
import { certifiedDeletes } from './deletes.ts';
import { trueOutcomes } from './outcomes.ts';
import { approved, frozen, patient } from './stops.ts';
import { guarded, intended, oneRecordPerKey, withinFields } from './writes.ts';

/** Puts every invariant on watch. Put in after the first records are there, and told of them. */
export function addInvariants(sim: Simulation): void {
  const { watch, scenario } = sim;
  const exact = new Set(scenario.systems.filter(({ kind }) => kind !== 'mysql').map(({ name }) => name));
  watch.invariants.push(
    intended(watch),
    withinFields(watch, scenario, exact),
    guarded(watch),
    oneRecordPerKey(watch, (write) => countOf(sim, write)),
    certifiedDeletes(watch, scenario),
    trueOutcomes(watch),
    frozen(watch),
    patient(watch),
    approved(watch),
    auditTrue(watch, exact),
    alerted(watch),
  );
  for (const write of watch.landed) for (const invariant of watch.invariants) invariant.onLanded?.(write);
}

/** Records in a system that have the key of a written one. */
function countOf(sim: Simulation, write: LandedWrite): number {
  const key = entitiesOf(sim.scenario).find(({ name }) => `${name}s` === write.resource)?.key ?? '';
  const field = nativeName(write.system, key);
  const wanted = write.after?.get(field);
  const records = sim.system(write.system).resources.get(write.resource)?.values() ?? [];
  return [...records].filter(({ values }) => values.get(field) === wanted).length;
}
