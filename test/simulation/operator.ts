import type { Decision, Freeze } from '../../src/model/decision.ts';
import type { PlanDocument } from '../../src/model/generated/plan.ts';
import type { Json } from '../../src/model/value.ts';
import { allHolds } from '../../src/plan/standing.ts';
import { EPOCH_MS } from './process.ts';
import type { Simulation } from './simulation.ts';

/** Puts what an operator does in the next minute into the queue. */
export function letOperatorWork(
  sim: Simulation,
  round: string,
  share: number,
  plans: () => readonly PlanDocument[],
): void {
  for (let i = 0; i < 3; i += 1) {
    const name = `operator ${round} ${i}`;
    if (!sim.choices.happens(name, share)) continue;
    sim.scheduler.after(sim.choices.integer(`${name} at`, 0, 3_000), () => act(sim, name, plans));
  }
}

function act(sim: Simulation, name: string, plans: () => readonly PlanDocument[]): void {
  switch (sim.choices.of(`${name} what`, ['freeze', 'thaw', 'approve', 'approve', 'reject', 'approve own'] as const)) {
    case 'freeze':
      return freeze(sim, sim.choices.of(`${name} what`, ['all', 'system:erp', 'system:crm', 'entity:customer']));
    case 'thaw':
      return thaw(sim);
    case 'approve':
      return decideAll(sim, plans(), { verdict: 'approved', actor: 'fay' });
    case 'approve own':
      return decideAll(sim, plans(), { verdict: 'approved', actor: 'eve' });
    case 'reject':
      return decideAll(sim, plans(), { verdict: 'rejected', actor: 'fay' });
  }
}

function freeze(sim: Simulation, id: string): void {
  const body: Freeze = { id, actor: 'fay', at: sim.watch.now, reason: null };
  sim.state.decide({ documents: [{ kind: 'freeze', id, body: body as unknown as Json }] });
}

/** Takes every freeze back. */
export function thaw(sim: Simulation): void {
  const ids = [...sim.state.documents.keys()].filter((address) => address.startsWith('freeze\u0000'));
  if (ids.length === 0) return;
  sim.state.decide({
    undocuments: ids.map((address) => ({ kind: 'freeze', id: address.slice('freeze\u0000'.length) })),
  });
}

/** Says yes to a whole plan that crosses a limit. */
export function decidePlan(sim: Simulation, plan: PlanDocument, actor: string): void {
  decide(sim, [decisionOf(sim, plan.header.digest, null, { verdict: 'approved', actor })]);
}

/** What no operator releases without having looked into the systems. */
const UNRELEASED: ReadonlySet<string> = new Set(['fight', 'differs', 'parked', 'quarantined', 'handoff', 'unguarded']);

/** Says yes or no to everything that waits in the newest plan. */
export function decideAll(
  sim: Simulation,
  plans: readonly PlanDocument[],
  given: Pick<Decision, 'verdict' | 'actor'>,
): void {
  const plan = plans.at(-1);
  if (plan === undefined) return;
  const decisions = plan.changes.flatMap((change) => {
    if (allHolds(change).some(({ code }) => UNRELEASED.has(code))) return [];
    const groups = new Set(allHolds(change).map(({ from }) => from ?? null));
    return [...groups].map((group) => decisionOf(sim, change.digest, group, given));
  });
  if (decisions.length > 0) decide(sim, decisions);
}

function decide(sim: Simulation, decisions: readonly Decision[]): void {
  sim.state.decide({
    documents: decisions.map((decision) => ({
      kind: 'decision',
      id: decision.id,
      body: decision as unknown as Json,
    })),
  });
}

function decisionOf(
  sim: Simulation,
  digest: string,
  group: string | null,
  given: Pick<Decision, 'verdict' | 'actor'>,
): Decision {
  const at = EPOCH_MS + sim.scheduler.nowMs + sim.clockOffsetMs;
  return {
    id: `${digest}:${given.actor}:${group ?? ''}`,
    digest,
    ...given,
    group,
    at: new Date(at).toISOString(),
    expires: new Date(at + 4 * 3_600_000).toISOString(),
    reason: null,
    consumed: null,
  };
}
