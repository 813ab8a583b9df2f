import type { Change, FieldChange, Hold } from '../model/generated/plan.ts';

/** One sign per kind of change; they are explained only where they occur. */
export type Sign = '+' | '~' | '-' | '!' | '?' | '=' | 'x';

/** Which sign a change with these fields has: what stops it comes before what it does. */
export function signOf(change: Change, fields: readonly FieldChange[]): Sign {
  if (change.blocked !== null) return 'x';
  if (change.holds.length > 0 || (fields.length > 0 && fields.every((field) => field.hold !== undefined))) return '?';
  if (change.action === 'create') return '+';
  if (change.action === 'delete') return '-';
  if (change.action === 'link') return '=';
  return fields.some(isEditedHere) ? '!' : '~';
}

/** How soon a reviewer should see a change: deletes first, then what waits, then edits made elsewhere. Smaller is sooner. */
export function rankOf(change: Change, sign: Sign): number {
  if (change.action === 'delete') return 0;
  return { '-': 0, x: 1, '?': 2, '!': 3, '~': 4, '+': 5, '=': 6 }[sign];
}

/** True when somebody changed the field in a system that does not own it. */
export function isEditedHere(field: FieldChange): boolean {
  return field.verdict === 'foreign edit' || field.verdict === 'both moved';
}

/** Why the change is there: its fields' verdicts, or the record's situation where it has none to tell; and who released it. */
export function causesOf(change: Change, fields: readonly FieldChange[]): string[] {
  const approved = change.approved === undefined ? [] : [`approved by ${change.approved.by.join(', ')}`];
  if (change.action !== 'update')
    return [change.situation === 'linked' ? change.action : change.situation, ...approved];
  const tellsMore = !['linked', 'unlinked'].includes(change.situation);
  const causes = [...(tellsMore ? [change.situation] : []), ...fields.map((field) => field.verdict)];
  return [...new Set<string>(causes), ...approved];
}

/** `held: needs approval from finance`, `held: guard`; a code that only repeats a cause is left out. */
export function holdLabel(hold: Hold, causes: readonly string[]): string {
  if (hold.from !== undefined) return `held: needs approval from ${hold.from}`;
  const code = hold.code.replaceAll('_', ' ');
  return causes.includes(code) ? 'held' : `held: ${code}`;
}
