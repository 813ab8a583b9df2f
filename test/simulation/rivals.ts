import type { JournalEntry } from '../../src/model/journal.ts';
import { planKeyText } from '../../src/model/plan-key.ts';
import { idOf } from './company.ts';
import { decideAll } from './operator.ts';
import { nativeName } from './scenario.ts';
import type { Simulation } from './simulation.ts';

/**
 * What happens at the worst moments: somebody edits the very record that is about to be written, enters the very customer that is about to
 * be made, takes an approval back just before it is used, or the engine stops between recording and sending.
 */
export function letRivalsWork(sim: Simulation): void {
  const counts = new Map<string, number>();
  sim.state.onCommit(({ commit }) => {
    for (const entry of commit.journal ?? []) {
      if (entry.kind !== 'intent' && entry.kind !== 'run-start') continue;
      const place = `rival ${entry.run.split('-')[0] ?? ''} ${entry.kind}`;
      const count = (counts.get(place) ?? 0) + 1;
      counts.set(place, count);
      if (entry.kind === 'intent') atIntent(sim, `${place} ${count}`, entry);
      else atStart(sim, `${place} ${count}`, entry);
    }
  });
}

function atIntent(sim: Simulation, name: string, { run, system, resource, nativeId }: JournalEntry): void {
  const { choices, scheduler } = sim;
  if (choices.happens(`${name} stop`, sim.rivalry * 0.15))
    sim.processes
      .find((process) => run.startsWith(`${process.name}-`))
      ?.stop(choices.of(`${name} for`, [75_000, 200_000]));
  if (system !== null && choices.happens(`${name} dark`, sim.rivalry * 0.15)) sim.network.darken(system, 90_000);
  if (nativeId === null || system === null || resource !== 'customers') return;
  if (!choices.happens(`${name} edit`, sim.rivalry)) return;
  scheduler.after(choices.integer(`${name} at`, 0, 60), () => {
    const own = system === 'erp' ? 'credit' : system === 'crm' ? 'street' : 'city';
    const field = choices.of(`${name} field`, [own, own, 'name']);
    const value = field === 'credit' ? `${choices.integer(`${name} amount`, 80, 300)}.00` : `${field} ${name}`;
    if (sim.system(system).resources.get(resource)?.has(nativeId) !== true) return;
    sim.system(system).update('bob', resource, nativeId, { [nativeName(system, field)]: value });
  });
}

function atStart(sim: Simulation, name: string, entry: JournalEntry): void {
  const { choices, scheduler } = sim;
  const plan = sim.watch.plans.get(entry.plan ?? '');
  if (plan === undefined) return;
  const made = plan.changes.filter(({ action, entity }) => action === 'create' && entity === 'customer');
  if (made.length > 0 && choices.happens(`${name} adopt`, sim.rivalry * 3))
    scheduler.after(choices.integer(`${name} adopt at`, 0, 30), () => adopt(sim, choices.of(`${name} whom`, made)));
  const isAsking = plan.changes.some(({ approved }) => approved !== undefined);
  if (isAsking && choices.happens(`${name} reject`, sim.rivalry * 5))
    scheduler.after(choices.integer(`${name} reject at`, 0, 100), () => {
      const waiting = plan.changes.map((change) => ({ ...change, holds: change.approved?.holds ?? change.holds }));
      decideAll(sim, [{ ...plan, changes: waiting }], { verdict: 'rejected', actor: 'hal' });
    });
}

function adopt(
  sim: Simulation,
  change: { readonly system: string; readonly key: Parameters<typeof planKeyText>[0] },
): void {
  const system = sim.system(change.system);
  const field = nativeName(change.system, 'no');
  const key = planKeyText(change.key);
  if (idOf(system, 'customers', field, key) !== null) return;
  system.insert('bob', 'customers', {
    [field]: key,
    [nativeName(change.system, 'name')]: `by hand ${key}`,
    note: null,
  });
}
