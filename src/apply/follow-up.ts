import type { AuditLeaf } from '../model/audit.ts';
import type { Discrepancy } from '../model/discrepancy.ts';
import { planKeyText } from '../model/plan-key.ts';
import type { StateDocument } from '../model/state.ts';
import type { ApplyContext, ChangeOutcome } from './apply-context.ts';
import { writeLeaf } from './audit-leaves.ts';
import type { Trouble } from './troubles.ts';

/** What follows from outcomes that stand: discrepancies with their alerts, and one audited fact for each change that was sent. */
export function followUp(
  context: ApplyContext,
  outcomes: readonly ChangeOutcome[],
): { readonly documents: StateDocument[]; readonly audit: readonly AuditLeaf[] } {
  const final = outcomes.filter(({ again }) => again === undefined);
  return {
    documents: final.flatMap((outcome) => troubleDocuments(context, outcome)),
    audit: final.filter(({ attempts }) => attempts > 0).map((outcome) => writeLeaf(context, outcome)),
  };
}

function troubleDocuments(
  { troubles, lifecycleOwner, isSelective }: ApplyContext,
  found: ChangeOutcome,
): StateDocument[] {
  const about = subjectOf(found);
  if (found.outcome === 'applied') {
    const id = troubles.idOf('write', about);
    // A selection writes some fields of a record: trouble with the others is not over.
    const isOver = !isSelective || troubles.get(id)?.digest === found.change.digest;
    return isOver ? troubles.resolve(id) : [];
  }
  const state = stateOf(found);
  if (state === null) return [];
  const { entity, action } = found.change;
  const trouble: Trouble = {
    ...about,
    about: 'write',
    kind: 'failure',
    code: found.code ?? found.outcome.toUpperCase(),
    state,
    severity: 'error',
    detail: found.detail ?? `The ${action} came out as ${found.outcome.replace('_', ' ')}.`,
    owner: lifecycleOwner(entity),
    nativeId: found.nativeId,
    change: found.change.id,
    digest: found.change.digest,
    command: `concordat trace ${entity} ${shellWord(about.key ?? '')}`,
    from: null,
  };
  return troubles.meet(trouble);
}

function subjectOf({ change }: ChangeOutcome): Pick<Discrepancy, 'entity' | 'system' | 'key' | 'field'> {
  return { entity: change.entity, system: change.system, key: planKeyText(change.key), field: null };
}

/** The state of the discrepancy that an outcome opens, or null where it is no failure: what waits, is stale or was not tried shows in the next plan. */
function stateOf({ outcome, code }: ChangeOutcome): Discrepancy['state'] | null {
  // The read, or the open intent, has a discrepancy of its own.
  if (code === 'READ_INCOMPLETE' || code === 'INTENT_OPEN') return null;
  switch (outcome) {
    case 'rejected':
      return RIGHTS.has(code ?? '') ? 'open' : 'quarantined';
    case 'unknown':
      return 'parked';
    case 'failed':
    case 'conflict':
    case 'applied_differently':
      return 'open';
    default:
      return null;
  }
}

/** Refusals that rights settle, not data: such a change is tried again. */
const RIGHTS: ReadonlySet<string> = new Set(['DENIED', 'NOT_WRITABLE', 'NO_WRITER']);

/** A word as a shell takes it. */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
