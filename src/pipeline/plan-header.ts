import type { Finding, PlanDocument, PlanHeader, ReadSummary } from '../model/generated/plan.ts';
import { actorOf } from '../model/world.ts';
import { isReleased } from '../plan/summary.ts';
import { ENGINE_VERSION } from '../model/version.ts';
import type { BindingRead, Run } from './run.ts';

/** How long a plan may be applied. */
const LIFE_MS = 24 * 60 * 60 * 1000;

/** What the header says beside the digest. */
export async function planHeader(
  run: Run,
  reads: ReadonlyMap<string, BindingRead>,
  options: { readonly isBootstrap: boolean; readonly select: readonly string[]; readonly exclude: readonly string[] },
): Promise<Omit<PlanHeader, 'digest'>> {
  const created = run.project.world.now();
  return {
    format: 'concordat-plan/1',
    engine: ENGINE_VERSION,
    project: run.project.config.name,
    created,
    by: actorOf(run.project.world),
    expires: new Date(Date.parse(created) + LIFE_MS).toISOString(),
    instant: created,
    bootstrap: options.isBootstrap,
    git: await run.project.git(),
    manifests: run.manifest.treeDigest,
    lineage: run.memory.lineage?.id ?? null,
    serial: run.memory.lineage?.serial ?? 0,
    key_id: run.project.digests.keyId,
    systems: Object.fromEntries(
      [...run.identities]
        .sort()
        .map(([name, identity]) => [name, { connector: run.manifest.systems.get(name)?.connector ?? '', identity }]),
    ),
    reads: readSummaries(reads),
    select: [...options.select],
    exclude: [...options.exclude],
  };
}

/** How long a plan with high stakes may be applied: one with changes that people approved, or with deletes. */
const HIGH_STAKES_MS = 4 * 60 * 60 * 1000;

/** The plan with the expiry that its stakes ask for; no digest covers it. */
export function withExpiry(plan: PlanDocument): PlanDocument {
  const isHigh = plan.changes.some(
    (change) => isReleased(change) && (change.approved !== undefined || change.action === 'delete'),
  );
  if (!isHigh) return plan;
  const expires = new Date(Date.parse(plan.header.created) + HIGH_STAKES_MS).toISOString();
  return { ...plan, header: { ...plan.header, expires } };
}

/** The read certificates, sorted by entity and system. */
export function readSummaries(reads: ReadonlyMap<string, BindingRead>): ReadSummary[] {
  return [...reads]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { entity, system, resource, certificate }]) => ({
      entity,
      system,
      resource,
      complete: certificate.complete,
      count: certificate.count,
      total: certificate.total,
      reason: certificate.reason,
    }));
}

/** One finding per incomplete read: what it means and what to do. */
export function readFindings(reads: ReadonlyMap<string, BindingRead>): Finding[] {
  return [...reads.values()]
    .filter((read) => !read.certificate.complete)
    .map((read) => ({
      code: 'READ_INCOMPLETE',
      severity: 'error' as const,
      summary: 'A system was not read in full.',
      detail: `${read.certificate.reason ?? 'No certificate came.'} Nothing is created, deleted or cleared on the word of this read; plan again when the system is whole.`,
      at: `${read.system}:${read.resource}`,
      entity: read.entity,
      system: read.system,
    }));
}
