import { formatRule } from '../model/diagnostic.ts';
import type { Finding } from '../model/generated/plan.ts';
import type { FieldDiff } from '../model/record.ts';
import { bindingOf, placeOf } from './change-fields.ts';
import type { PlanContext, ReplicaDiff } from './draft.ts';
import { keySide, maskKey } from './mask-values.ts';

/** What a person should know of single fields: invalid values and differences that are only reported. */
export function fieldFindings(context: PlanContext, replica: ReplicaDiff): Finding[] {
  return replica.diffs.flatMap((diff) => {
    if (diff.verdict === 'invalid' && diff.problem !== null)
      return [invalidFinding(context, replica, diff, diff.problem)];
    if (diff.decision === 'report' && diff.verdict !== 'missing') return [reportFinding(context, replica, diff)];
    return [];
  });
}

/** What a person should know of the record as a whole: situations that the life cycle only reports. */
export function recordFindings(context: PlanContext, replica: ReplicaDiff): Finding[] {
  const { lifecycle } = replica.runtime.entity;
  const found = (code: string, severity: Finding['severity'], summary: string, detail: string): Finding[] => [
    finding(context, replica, { code, severity, summary, detail, at: formatRule(lifecycle.at) }),
  ];
  if (replica.situation === 'orphan' && lifecycle.onOrphan === 'report') {
    return found(
      'RECORD_ORPHAN',
      'warning',
      'A record that its owner does not have.',
      `${replica.system} holds it, ${lifecycle.owner} does not and never did. Create it there, remove it here, or set on_orphan.`,
    );
  }
  if (replica.situation === 'deleted at source' && isOnlyTold(replica)) {
    return found(
      'RECORD_DELETED_AT_SOURCE',
      'warning',
      'A record that its owner deleted.',
      `${lifecycle.owner} deleted it, ${replica.system} still holds it, and ${lifecycle.onDelete === 'report' ? 'on_delete is report' : 'has none of the fields that on_delete would set'}.`,
    );
  }
  if (replica.situation === 'missing' && lifecycle.onMissing === 'report') {
    return found(
      'RECORD_MISSING',
      'warning',
      'A record that is missing.',
      `${lifecycle.owner} has it, ${replica.system} has not, and on_missing is report.`,
    );
  }
  return [];
}

function isOnlyTold(replica: ReplicaDiff): boolean {
  const { onDelete, deactivate } = replica.runtime.entity.lifecycle;
  if (onDelete !== 'deactivate') return onDelete === 'report';
  return ![...deactivate.keys()].some((name) => bindingOf(replica)?.fields.has(name) === true);
}

/** A create or delete that the mode only observes. */
export function observedFinding(context: PlanContext, replica: ReplicaDiff, action: string): Finding {
  return finding(context, replica, {
    code: 'DRIFT_OBSERVED',
    severity: 'warning',
    summary: 'A difference that is only observed.',
    detail: `The record is ${replica.situation} in ${replica.system}; the mode is observe, so there is no ${action}.`,
    at: formatRule(bindingOf(replica)?.binding.at ?? replica.runtime.entity.at),
  });
}

function invalidFinding(
  context: PlanContext,
  replica: ReplicaDiff,
  diff: FieldDiff,
  problem: { readonly code: string; readonly detail: string },
): Finding {
  const isExpression = isExpressionCode(problem.code);
  const cure = isExpression
    ? 'correct the expression, or the values that it reads'
    : `correct it in ${diff.owner ?? 'the fields it is derived from'}`;
  return finding(context, replica, {
    code: problem.code,
    severity: 'error',
    summary: isExpression
      ? 'An expression failed on a record; the field is held.'
      : 'The owner holds an invalid value; the field is held.',
    detail: `${problem.detail} Nothing is written to ${replica.system} for this field; ${cure}.`,
    at: formatRule(placeOf(replica, diff.name)),
    field: diff.name,
  });
}

/** True for our codes of failed expressions and for JSONata's own, such as T2001. */
function isExpressionCode(code: string): boolean {
  return code.startsWith('EXPRESSION_') || /^[A-Z]\d{4}$/.test(code);
}

function reportFinding(context: PlanContext, replica: ReplicaDiff, diff: FieldDiff): Finding {
  const isForeign = diff.verdict === 'foreign edit';
  return finding(context, replica, {
    code: isForeign ? 'FOREIGN_EDIT' : 'DRIFT_OBSERVED',
    severity: 'warning',
    summary: isForeign ? 'A field was edited by a system that does not own it.' : 'A difference that is only observed.',
    detail: `${diff.name} differs in ${replica.system} (${diff.verdict}); ${isForeign ? 'on_foreign_edit is report' : 'the mode is observe'}, so nothing is written.`,
    at: formatRule(placeOf(replica, diff.name)),
    field: diff.name,
  });
}

function finding(
  context: PlanContext,
  replica: ReplicaDiff,
  given: Omit<Finding, 'entity' | 'key' | 'system'>,
): Finding {
  const side = keySide(replica.runtime, replica.matched);
  return {
    ...given,
    entity: replica.runtime.entity.name,
    ...(side === undefined ? {} : { key: maskKey(context.digests, replica.runtime, side) }),
    system: bindingOf(replica)?.binding.system ?? replica.system,
  };
}
