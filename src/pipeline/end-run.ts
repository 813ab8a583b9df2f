import type { Applied } from '../apply/apply-changes.ts';
import type { RunIdentity } from '../apply/apply-context.ts';
import { runLeaf } from '../apply/audit-leaves.ts';
import { runEntry } from '../apply/journal-entries.ts';
import { stopTrouble, type Troubles } from '../apply/troubles.ts';
import { headDocument } from './audit-head.ts';
import type { ApplyReport } from '../model/generated/apply.ts';
import type { StateDocument } from '../model/state.ts';
import type { ApplyRun } from './apply-run.ts';
import { marksAfter } from './remember.ts';
import type { BindingRead } from './run.ts';

/** What is known when a run ends. */
export interface Ended {
  readonly identity: RunIdentity;
  readonly troubles: Troubles;
  readonly applied: Applied;
  readonly counts: Readonly<Record<string, number>>;
  readonly report: ApplyReport;
  readonly reads: ReadonlyMap<string, BindingRead>;
  /** What still waits of changes that were written in part, with its alerts. */
  readonly waiting: readonly StateDocument[];
}

/** Records the end of a run and signs the head of the audit chain. */
export async function endRun(
  open: ApplyRun,
  { identity, troubles, applied, counts, report, reads, waiting }: Ended,
): Promise<void> {
  const { store, lease, run } = open;
  const now = run.project.world.now();
  const stopped =
    applied.stopCode === null || applied.stopCode === 'STOPPED'
      ? troubles.resolve(troubles.idOf('stopped', { entity: '', system: '', key: null, field: null }))
      : stopTrouble(troubles, applied.stopCode, applied.stopped ?? '');
  const last = {
    run: identity.runId,
    plan: identity.planDigest,
    actor: identity.actor,
    started: report.started,
    finished: now,
    exit: report.exit,
    counts,
  };
  await store.commit(lease.current, {
    journal: [runEntry(identity.runId, now, 'run-end', identity.planDigest, { ...counts })],
    audit: [runLeaf(identity, now, 'end', { ...counts })],
    reads: marksAfter(run, reads, applied.outcomes),
    documents: [...stopped, ...waiting, { kind: 'run', id: `${report.started} ${identity.runId}`, body: last }],
  });
  await signChain(open);
}

/** A signed head of the chain as it stands: whoever cuts the chain behind it is found out. */
export async function signChain({ store, lease, run }: ApplyRun): Promise<void> {
  const head = await headDocument(run.project, store);
  if (head !== null) await store.commit(lease.current, { documents: [head] });
}
