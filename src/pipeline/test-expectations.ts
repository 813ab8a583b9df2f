import { formatPlace } from '../model/diagnostic.ts';
import type { Change, Finding } from '../model/generated/plan.ts';
import type { ExpectedChange } from '../model/manifest.ts';
import { planKeyText } from '../model/plan-key.ts';
import type { PlannedChange } from '../model/record.ts';

/** What differs between the changes a test expects and those that were planned; [] when nothing does, or nothing is expected. */
export function compareChanges(
  expected: readonly ExpectedChange[] | null,
  changes: readonly Change[],
  planned: ReadonlyMap<string, PlannedChange>,
): string[] {
  if (expected === null) return [];
  const open = new Set(changes);
  const problems: string[] = [];
  for (const wanted of expected) {
    const found = [...open].find((change) => fits(wanted, change, planned.get(change.id)));
    if (found === undefined)
      problems.push(`${formatPlace(wanted.at)} expected ${describeExpected(wanted)}, which was not planned.`);
    else open.delete(found);
  }
  for (const change of open) problems.push(`${describeChange(change)} was planned and is not expected.`);
  return problems;
}

/** Every expected code must be found as often as it is listed, and no other finding may appear. */
export function compareFindings(
  expected: readonly { readonly code: string }[] | null,
  findings: readonly Finding[],
): string[] {
  if (expected === null) return [];
  const open = findings.map(({ code }) => code);
  const problems: string[] = [];
  for (const { code } of expected) {
    const index = open.indexOf(code);
    if (index < 0) problems.push(`The finding ${code} was expected and did not appear.`);
    else open.splice(index, 1);
  }
  return [...problems, ...open.map((code) => `The finding ${code} appeared and is not expected.`)];
}

function fits(wanted: ExpectedChange, change: Change, planned: PlannedChange | undefined): boolean {
  if (wanted.system !== null && wanted.system !== change.system) return false;
  if (wanted.action !== null && wanted.action !== change.action) return false;
  if (wanted.key !== null && keyOf(wanted.key) !== rawKey(change, planned)) return false;
  if (wanted.verdict !== null && !change.fields.some(({ verdict }) => verdict === wanted.verdict)) return false;
  return fitsFields(wanted.fields, change, planned);
}

function fitsFields(fields: ExpectedChange['fields'], change: Change, planned: PlannedChange | undefined): boolean {
  if (fields === null) return true;
  const names = Array.isArray(fields) ? (fields as readonly string[]) : Object.keys(fields);
  const has = (name: string) => change.fields.some((field) => field.name === name || field.at === name);
  const isExact = change.action === 'create' || names.length === change.fields.length;
  if (!isExact || !names.every(has)) return false;
  if (Array.isArray(fields)) return true;
  return Object.entries(fields).every(([name, value]) => {
    const field = change.fields.find((candidate) => candidate.name === name || candidate.at === name);
    const written = field === undefined ? undefined : planned?.values.get(field.at);
    return sameText(written === undefined ? field?.after : written, value);
  });
}

function sameText(a: unknown, b: unknown): boolean {
  const text = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
  return text(a) === text(b);
}

function keyOf(key: NonNullable<ExpectedChange['key']>): string {
  return typeof key === 'string' ? key : Object.values(key).map(String).join('/');
}

/** Classified keys are masked in the plan; a test names them as they are. */
function rawKey(change: Change, planned: PlannedChange | undefined): string {
  const side = planned === undefined ? undefined : [...planned.matched.sides.values()][0];
  const parts = Object.keys(change.key).map((name) => side?.fields.get(name));
  if (parts.some((part) => part?.state !== 'value')) return planKeyText(change.key);
  return parts.map((part) => (part?.state === 'value' ? String(part.value) : '')).join('/');
}

function describeExpected(wanted: ExpectedChange): string {
  const parts = [
    wanted.action ?? 'a change',
    wanted.key === null ? '' : `of ${keyOf(wanted.key)}`,
    wanted.system === null ? '' : `in ${wanted.system}`,
  ];
  const names =
    wanted.fields === null
      ? ''
      : `with ${(Array.isArray(wanted.fields) ? wanted.fields : Object.keys(wanted.fields)).join(', ')}`;
  return [...parts, names, wanted.verdict === null ? '' : `(${wanted.verdict})`]
    .filter((part) => part !== '')
    .join(' ');
}

function describeChange(change: Change): string {
  const fields = change.fields.map(({ name, verdict }) => `${name} (${verdict})`).join(', ');
  return `${change.action} of ${planKeyText(change.key)} in ${change.system}${fields === '' ? '' : `: ${fields}`}`;
}
