import { type AuditLeaf, auditLeaf } from '../model/audit.ts';
import type { Discrepancy } from '../model/discrepancy.ts';
import { ConcordatError } from '../model/error.ts';
import type { AlertsReport } from '../model/generated/alerts.ts';
import type { StateStore } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import { actorOf } from '../model/world.ts';
import { alertOf } from '../notify/heartbeat.ts';
import { type Acknowledgement, loadDiscrepancies } from '../notify/outbox.ts';
import { toItem } from './alerts-list.ts';
import type { Project } from './run.ts';

/** Fewest characters of an id that stand for it. */
const SHORTEST = 4;

/**
 * Somebody looks after a discrepancy: remembered, audited, and told to the routes that want to hear of it. A second one changes nothing.
 * @param id of the discrepancy or of one of its alerts, or how it begins. Throws ALERT_UNKNOWN or ALERT_AMBIGUOUS, exit 64.
 */
export async function acknowledgeAlert(
  project: Project,
  { id, reason }: { readonly id: string; readonly reason: string | null },
): Promise<AlertsReport> {
  const { config, world, state } = project;
  const store = await state.store();
  try {
    const found = findDiscrepancy(await loadDiscrepancies(store), id);
    const known = await acknowledgementOf(store, found);
    const given = known ?? (await acknowledge(project, store, found, reason));
    const item = toItem(found, { alerts: [], acknowledged: given, waiting: () => [] });
    return { project: config.name, instant: world.now(), discrepancies: [item], delivery: null };
  } finally {
    await store.close();
  }
}

async function acknowledge(
  project: Project,
  store: StateStore,
  about: Discrepancy,
  reason: string | null,
): Promise<Acknowledgement> {
  const { world } = project;
  const [actor, at] = [actorOf(world), world.now()];
  const given: Acknowledgement = { discrepancy: about.id, since: about.since, actor, at, reason };
  const alert = { ...alertOf(about, 'acknowledged', at), by: { actor, reason } };
  await store.decide({
    documents: [
      { kind: 'acknowledgement', id: about.id, body: given as unknown as Json },
      { kind: 'alert', id: alert.id, body: alert as unknown as Json },
    ],
    audit: [leafOf(about, given, (await project.git())?.commit ?? null)],
  });
  return given;
}

async function acknowledgementOf(store: StateStore, about: Discrepancy): Promise<Acknowledgement | undefined> {
  for await (const { body } of store.documents('acknowledgement', [about.id])) {
    const given = body as unknown as Acknowledgement;
    if (given.since === about.since) return given;
  }
  return undefined;
}

function leafOf(about: Discrepancy, { actor, at, reason }: Acknowledgement, commit: string | null): AuditLeaf {
  return auditLeaf({
    kind: 'decision',
    at,
    actor,
    action: 'acknowledge',
    run: about.run,
    change: about.id,
    digest: about.digest,
    entity: about.entity === '' ? null : about.entity,
    system: about.system === '' ? null : about.system,
    key: about.key,
    commit,
    code: about.code,
    detail: { reason },
  });
}

function findDiscrepancy(all: ReadonlyMap<string, Discrepancy>, given: string): Discrepancy {
  const [id = ''] = given.split(':');
  const own = all.get(id);
  const alike =
    own === undefined && id.length >= SHORTEST ? [...all.values()].filter((each) => each.id.startsWith(id)) : [];
  const found = own ?? (alike.length === 1 ? alike[0] : undefined);
  if (found === undefined) {
    throw new ConcordatError(
      alike.length > 1 ? 'ALERT_AMBIGUOUS' : 'ALERT_UNKNOWN',
      alike.length > 1 ? 'Several discrepancies have an id that begins so.' : 'No discrepancy has this id.',
      { exit: 64, advice: 'concordat alerts list shows the ids of those that are open.' },
    );
  }
  if (found.state !== 'resolved') return found;
  throw new ConcordatError('ALERT_RESOLVED', 'This discrepancy is resolved: there is nothing to look after.', {
    advice: 'concordat alerts list --all shows it.',
  });
}
