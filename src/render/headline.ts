import type { Change, PlanDocument } from '../model/generated/plan.ts';
import { isRefusal } from './group-findings.ts';
import { incompleteReads, isInSync } from './plan-totals.ts';
import { countOf, formatCount, joinWords, startLarge } from './words.ts';

/** A plan in one sentence, in words and numbers only: what changes, what waits, what is deleted, and what is not certain. */
export function headlineOf(plan: PlanDocument): string {
  const doubts = doubtsOf(plan);
  if (isInSync(plan)) {
    const head = doubts.length === 0 ? 'in sync: nothing changes' : 'nothing changes';
    return `${startLarge([head, ...doubts].join('; '))}.`;
  }
  const deletes = plan.summary.delete;
  const deleted = deletes === 0 ? 'nothing is deleted' : `${countOf(deletes, 'record')} ${isOrAre(deletes)} deleted`;
  const parts = [changedOf(plan), ...waitsOf(plan)];
  const ordered = deletes === 0 ? [...parts, deleted] : [deleted, ...parts];
  return `${startLarge([...ordered, ...doubts].join('; '))}.`;
}

function changedOf({ summary, changes }: PlanDocument): string {
  const parts = [
    ...(summary.update > 0
      ? [`${countOf(summary.update, 'record')} ${summary.update === 1 ? 'changes' : 'change'}`]
      : []),
    ...(summary.create > 0 ? [`${countOf(summary.create, 'record')} ${isOrAre(summary.create)} created`] : []),
    ...(summary.link > 0 ? [`${countOf(summary.link, 'pair')} ${isOrAre(summary.link)} linked`] : []),
  ];
  if (parts.length === 0) return 'no record changes';
  const systems = new Set(
    changes.filter((change) => change.action !== 'delete' && isReleased(change)).map((change) => change.system),
  );
  return `${joinWords(parts)} in ${countOf(systems.size, 'system')}`;
}

function waitsOf({ summary, changes }: PlanDocument): string[] {
  const approvals = Math.min(summary.held, changes.filter(needsApproval).length);
  const held = summary.held - approvals;
  return [
    ...(approvals > 0 ? [`${formatCount(approvals)} ${approvals === 1 ? 'needs' : 'need'} approval`] : []),
    ...(held > 0 ? [`${formatCount(held)} ${approvals > 0 ? 'more ' : ''}${isOrAre(held)} held`] : []),
    ...(summary.blocked > 0 ? [`${formatCount(summary.blocked)} ${isOrAre(summary.blocked)} blocked`] : []),
  ];
}

function doubtsOf(plan: PlanDocument): string[] {
  const incomplete = incompleteReads(plan).length;
  const refusals = plan.findings.filter(isRefusal).length;
  const isUnread = plan.header.reads.length === 0;
  return [
    ...(refusals > 0 ? [`apply will refuse it, ${countOf(refusals, 'limit')} ${isOrAre(refusals)} crossed`] : []),
    ...(incomplete > 0 ? [`${countOf(incomplete, 'read')} ${isOrAre(incomplete)} incomplete`] : []),
    ...(isUnread ? ['nothing was read'] : []),
  ];
}

/** True when neither the whole change nor its system stops it; single fields of it may still wait. */
export function isReleased(change: Change): boolean {
  return change.holds.length === 0 && change.blocked === null;
}

function needsApproval(change: Change): boolean {
  if (change.blocked !== null) return false;
  return (
    change.holds.some((hold) => hold.from !== undefined) ||
    (isReleased(change) && change.fields.some((field) => field.hold?.from !== undefined))
  );
}

function isOrAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}
