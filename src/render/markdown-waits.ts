import type { Change, FieldChange, Hold } from '../model/generated/plan.ts';
import { codeSpan, escapeMarkdown } from './escape.ts';
import { keySpan, nameSpan, shownPair, type Detail } from './markdown-detail.ts';
import { countOf, formatCount } from './words.ts';

const LONGEST_REASON = 300;

/** Records that wait for the same reason. */
interface Wait {
  readonly kind: 'held' | 'blocked';
  readonly hold: Hold;
  readonly change: Change;
  readonly changes: { readonly change: Change; readonly fields: readonly FieldChange[] }[];
}

/** What waits or is blocked, by reason; made once, written with more or less detail. */
export function groupWaits(changes: readonly Change[]): Wait[] {
  const waits = new Map<string, Wait>();
  const add = (kind: Wait['kind'], hold: Hold, change: Change, fields: readonly FieldChange[]) => {
    const key = JSON.stringify([kind, hold, change.entity, change.system, change.action]);
    const wait = waits.get(key) ?? { kind, hold, change, changes: [] };
    waits.set(key, wait);
    wait.changes.push({ change, fields });
  };
  for (const change of changes) {
    if (change.blocked !== null) add('blocked', change.blocked, change, change.fields);
    else for (const hold of change.holds) add('held', hold, change, change.fields);
    if (change.blocked !== null || change.holds.length > 0) continue;
    for (const field of change.fields) if (field.hold !== undefined) add('held', field.hold, change, [field]);
  }
  return [...waits.values()].sort((a, b) => a.changes.length - b.changes.length);
}

/** Held and blocked changes, each reason with who may approve. */
export function renderWaits(waits: readonly Wait[], detail: Detail): string[] {
  if (waits.length === 0) return [];
  const shown = waits.slice(0, detail.groups);
  const rest = waits.length - shown.length;
  return [
    '### Waiting for a person',
    '',
    ...shown.flatMap((wait) => renderWait(wait, detail)),
    ...(rest === 0 ? [] : [`- … and ${countOf(rest, 'more reason')} to wait`]),
    '',
  ];
}

function renderWait({ kind, hold, change, changes }: Wait, detail: Detail): string[] {
  const from = hold.from === undefined ? '' : ` Approval by ${nameSpan(hold.from)}.`;
  const at = hold.at === undefined ? '' : ` (${nameSpan(hold.at)})`;
  const reason = hold.reason === '' ? '' : ` ${sentence(escapeMarkdown(hold.reason.slice(0, LONGEST_REASON)))}`;
  const what = `${change.action} of ${nameSpan(change.entity)} in ${nameSpan(change.system)}`;
  const head = `- **${formatCount(changes.length)} ${kind}**: ${what}, ${nameSpan(hold.code)}.${reason}${from}${at}`;
  const samples = changes
    .slice(0, detail.samples)
    .map((wait) => `  - ${keySpan(wait.change.key)}${renderSteps(wait.fields)}`);
  const rest = changes.length - samples.length;
  return [head, ...samples, ...(rest > 0 && samples.length > 0 ? [`  - … and ${formatCount(rest)} more`] : [])];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function renderSteps(fields: readonly FieldChange[]): string {
  if (fields.length === 0) return '';
  const shown = fields.slice(0, 3).map((field) => {
    const [before, after] = shownPair(field.before, field.after);
    return `${nameSpan(field.name)} ${codeSpan(before)} → ${codeSpan(after)} (${field.verdict})`;
  });
  const rest = fields.length - shown.length;
  return `: ${shown.join('; ')}${rest > 0 ? ` and ${countOf(rest, 'more field')}` : ''}`;
}

/** All deletes that would be made, by name. */
export function renderDeletes(deletes: readonly Change[], detail: Detail): string[] {
  if (deletes.length === 0) return [];
  const shown = deletes.slice(0, detail.deletes);
  const rest = deletes.length - shown.length;
  return [
    `### Deleted: ${countOf(deletes.length, 'record')}`,
    '',
    ...shown.map(
      (change) =>
        `- ${keySpan(change.key)}: ${nameSpan(change.entity)} in ${nameSpan(change.system)}${nativeOf(change)}, ${escapeMarkdown(change.situation)}, guard ${nameSpan(change.guard.kind)} (${change.guard.strength})`,
    ),
    ...(rest === 0 ? [] : [`- … and ${countOf(rest, 'more delete')}`]),
    '',
  ];
}

function nativeOf(change: Change): string {
  const id = change.native_id === null ? '' : `, id ${nameSpan(change.native_id)}`;
  return ` (${nameSpan(change.resource)}${id})`;
}
