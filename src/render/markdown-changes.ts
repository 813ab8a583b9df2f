import type { Change, FieldChange } from '../model/generated/plan.ts';
import { codeCell } from './escape.ts';
import { stepKey } from './group-changes.ts';
import { isReleased } from './headline.ts';
import { keyCell, keySpan, listKeys, nameCell, nameSpan, shownPair, type Detail } from './markdown-detail.ts';
import { countOf, formatCount } from './words.ts';

/** The same step of one field, and the records that take it. */
interface Step {
  readonly field: FieldChange;
  readonly changes: Change[];
}

/** One field of one entity in one system, with one verdict, owner and rule. */
export interface FieldGroup {
  readonly change: Change;
  readonly field: FieldChange;
  readonly steps: ReadonlyMap<string, Step>;
  readonly count: number;
}

/** What a comment tells of the changes that will be made; made once, written with more or less detail. */
export interface ChangeGroups {
  /** Largest first. */
  readonly caused: readonly FieldGroup[];
  readonly drifting: readonly FieldGroup[];
  /** Creates and links by entity and system. */
  readonly records: readonly (readonly Change[])[];
}

/** Groups released changes: fields whose rule changed apart from what was drifting already. */
export function groupForComment(changes: readonly Change[]): ChangeGroups {
  const fields = new Map<string, { change: Change; field: FieldChange; steps: Map<string, Step>; count: number }>();
  const records = new Map<string, Change[]>();
  for (const change of changes) {
    if (!isReleased(change) || change.action === 'delete') continue;
    const place = JSON.stringify([change.entity, change.system, change.action]);
    if (change.action !== 'update') {
      append(records, place, change);
      continue;
    }
    for (const field of change.fields) {
      if (field.hold !== undefined) continue;
      const key =
        place +
        JSON.stringify([field.name, field.verdict, field.owner, field.rule, change.guard.kind, change.guard.strength]);
      const group = fields.get(key) ?? { change, field, steps: new Map<string, Step>(), count: 0 };
      fields.set(key, group);
      group.count += 1;
      const step = stepKey(field);
      const known = group.steps.get(step);
      if (known === undefined) group.steps.set(step, { field, changes: [change] });
      else known.changes.push(change);
    }
  }
  const sorted = [...fields.values()].sort((a, b) => b.count - a.count);
  return {
    caused: sorted.filter(({ field }) => field.verdict === 'rule changed'),
    drifting: sorted.filter(({ field }) => field.verdict !== 'rule changed'),
    records: [...records.values()],
  };
}

function append(records: Map<string, Change[]>, place: string, change: Change): void {
  const known = records.get(place);
  if (known === undefined) records.set(place, [change]);
  else known.push(change);
}

/** The changes of a comment; what the pull request causes stands open, what was drifting before is folded below it. */
export function renderChanges(groups: ChangeGroups, detail: Detail): string[] {
  const { caused, drifting } = groups;
  const records = renderRecords(groups.records, detail);
  if (caused.length === 0) {
    const body = [...renderTable(drifting, detail), ...records];
    return body.length === 0 ? [] : ['### Changes', '', ...body];
  }
  const drift = [...renderTable(drifting, detail), ...records];
  const folded =
    drift.length === 0
      ? []
      : [
          `<details><summary>Already drifting: ${countOf(total(drifting), 'field')}</summary>`,
          '',
          ...drift,
          '</details>',
          '',
        ];
  return ['### Caused by changed rules', '', ...renderTable(caused, detail), ...folded];
}

function total(groups: readonly FieldGroup[]): number {
  return groups.reduce((sum, group) => sum + group.count, 0);
}

function renderTable(groups: readonly FieldGroup[], detail: Detail): string[] {
  if (groups.length === 0) return [];
  const shown = groups.slice(0, detail.groups);
  const rest = groups.length - shown.length;
  const more = rest === 0 ? [] : [`… and ${countOf(rest, 'smaller group')} of like changes.`, ''];
  if (shown.length === 0) return more;
  return [
    '| Field | Before | After | Records | Why | Owner | Cause | Guard |',
    '|---|---|---|---|---|---|---|---|',
    ...shown.flatMap((group) => renderGroup(group, detail)),
    '',
    ...more,
  ];
}

function renderGroup(group: FieldGroup, detail: Detail): string[] {
  const { change, field } = group;
  const name = `${nameCell(`${change.entity}.${field.name}`)} in ${nameCell(change.system)}`;
  const owner = field.owner === null ? 'derived' : nameCell(field.owner);
  const guard = `${nameCell(change.guard.kind)} (${change.guard.strength})`;
  const tail = [field.verdict, owner, nameCell(field.rule), guard];
  const steps = sampleSteps(group, detail.samples);
  const rows = steps.map((step, index) => [
    ...(index === 0 ? [name] : ['']),
    ...cellsOf(step, detail),
    ...(index === 0 ? tail : ['', '', '', '']),
  ]);
  const told = steps.reduce((sum, step) => sum + step.changes.length, 0);
  if (steps.length === 0) rows.push([name, '', '', formatCount(group.count), ...tail]);
  else if (told < group.count) rows.push(['', '', '', `${formatCount(group.count - told)} more`, '', '', '', '']);
  return rows.map((cells) => `| ${cells.join(' | ')} |`);
}

function cellsOf(step: Step, detail: Detail): string[] {
  const [before, after] = shownPair(step.field.before, step.field.after);
  const count = step.changes.length;
  const keys = listKeys(step.changes, detail.samples, keyCell);
  const known = step.field.known_after === undefined ? '' : ' (known after apply)';
  return [codeCell(before), codeCell(after) + known, count === 1 ? keys : `**${formatCount(count)}** × ${keys}`];
}

/** All steps when they are few, outliers first; else the most frequent one and the rarest. */
function sampleSteps({ steps }: FieldGroup, most: number): Step[] {
  const sorted = [...steps.values()].sort((a, b) => a.changes.length - b.changes.length);
  if (sorted.length <= most || most === 0) return sorted.slice(0, most);
  const largest = sorted.at(-1);
  if (largest === undefined || largest.changes.length === 1) return sorted.slice(0, most);
  return [...sorted.slice(0, most - 1), largest];
}

function renderRecords(groups: readonly (readonly Change[])[], detail: Detail): string[] {
  const shown = groups.slice(0, detail.groups);
  const rest = groups.length - shown.length;
  const lines = shown.flatMap((changes) => {
    const [first] = changes;
    if (first === undefined) return [];
    const fields = first.action === 'create' ? ` (${countOf(first.fields.length, 'field')})` : '';
    const keys = listKeys(changes, detail.samples, keySpan);
    return [
      `- **${formatCount(changes.length)} to ${first.action}** ${nameSpan(first.entity)} in ${nameSpan(first.system)}${fields}${keys === '' ? '' : `: ${keys}`}`,
    ];
  });
  const more = rest === 0 ? [] : [`- … and ${countOf(rest, 'more place')} where records are created or linked`];
  return lines.length + more.length === 0 ? [] : [...lines, ...more, ''];
}
