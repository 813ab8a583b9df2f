import { entitiesOf, nativeName } from '../scenario.ts';
import type { Simulation } from '../simulation.ts';
import { alerted } from './alerts.ts';
import { auditTrue } from './audit.ts';
import { certifiedDeletes } from './deletes.ts';
import { noRevivals } from './revivals.ts';
import { carefulStart, fenced, limited, reported, startsRight } from './runs.ts';
import { trueOutcomes } from './outcomes.ts';
import { approved, frozen, patient } from './stops.ts';
import { guarded, intended, oneRecordPerKey, withinFields } from './writes.ts';

/** Puts every invariant on watch. Put in after the first records are there, and told of them. */
export function addInvariants(sim: Simulation): void {
  const { watch, scenario } = sim;
  const inexact = new Set(
    scenario.systems.flatMap(({ name, kind, isTrimming }) => [
      ...(isTrimming ? [nativeName(name, 'name')] : []),
      ...(kind === 'mysql'
        ? entitiesOf(scenario).flatMap(({ fields }) => fields.map((field) => nativeName(name, field)))
        : []),
    ]),
  );
  const isExact = (native: string): boolean => !inexact.has(native);
  watch.invariants.push(
    intended(watch),
    withinFields(watch, isExact),
    guarded(watch),
    oneRecordPerKey(watch, sim),
    certifiedDeletes(watch, scenario),
    trueOutcomes(watch),
    frozen(watch),
    patient(watch),
    approved(watch),
    auditTrue(watch, isExact),
    alerted(watch),
    startsRight(watch),
    carefulStart(watch),
    fenced(watch),
    reported(watch),
    limited(watch),
    noRevivals(watch, scenario),
  );
  for (const write of watch.landed) for (const invariant of watch.invariants) invariant.onLanded?.(write);
}
