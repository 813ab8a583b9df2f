import type { PlanDocument, ReadSummary } from '../model/generated/plan.ts';
import { escapeValue } from './escape.ts';
import { countOf, joinWords } from './words.ts';

/** `Plan: 3 to create, 41 records (57 fields) to update, 0 to delete; 2 held, 1 blocked.` */
export function totalsLine(plan: PlanDocument): string {
  const { summary } = plan;
  const link = summary.link > 0 ? `, ${summary.link} to link` : '';
  const records = `${summary.update} ${summary.update === 1 ? 'record' : 'records'}`;
  const fields = `${summary.fields} ${summary.fields === 1 ? 'field' : 'fields'}`;
  return `Plan: ${summary.create} to create, ${records} (${fields}) to update, ${summary.delete} to delete${link}; ${summary.held} held, ${summary.blocked} blocked.`;
}

/** True when the plan has nothing to do and nothing that waits. */
export function isInSync(plan: PlanDocument): boolean {
  const { summary } = plan;
  return plan.changes.length === 0 && summary.held === 0 && summary.blocked === 0;
}

/** Reads that did not see everything. */
export function incompleteReads(plan: PlanDocument): ReadSummary[] {
  return plan.header.reads.filter((read) => !read.complete);
}

/** `91 customers, 9 employees and 77 products`: the most records of each entity that one system holds. */
export function countedEntities(plan: PlanDocument): string {
  const most = new Map<string, number>();
  for (const read of plan.header.reads) most.set(read.entity, Math.max(most.get(read.entity) ?? 0, read.count));
  return [...most].map(([entity, count]) => countOf(count, escapeValue(entity))).join(', ') || 'nothing';
}

/** `3 systems`. */
export function countedSystems(plan: PlanDocument): string {
  return countOf(new Set(plan.header.reads.map((read) => read.system)).size, 'system');
}

/** `every read complete`, or which are not. */
export function completeness(plan: PlanDocument): string {
  const incomplete = incompleteReads(plan);
  if (plan.header.reads.length === 0) return 'nothing was read';
  if (incomplete.length === 0) return 'every read complete';
  const names = incomplete.map((read) => `${escapeValue(read.entity)} in ${escapeValue(read.system)}`);
  return `${countOf(incomplete.length, 'read')} incomplete: ${joinWords(names)}`;
}

/** The sentence that ends a plan, or stands for it when there is nothing to do. */
export function comparedSentence(plan: PlanDocument): string {
  const counted = countedEntities(plan);
  if (!isInSync(plan)) return `Compared ${counted} in ${countedSystems(plan)}; ${completeness(plan)}.`;
  const isProven = plan.header.reads.length > 0 && incompleteReads(plan).length === 0;
  const head = isProven ? 'In sync: ' : 'Nothing to do in what was read, which is not everything: ';
  return `${head}${counted} compared in ${countedSystems(plan)}; ${completeness(plan)}.`;
}
