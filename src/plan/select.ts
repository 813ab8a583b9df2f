import { ConcordatError } from '../model/error.ts';
import type { Change, FieldChange, Finding } from '../model/generated/plan.ts';
import { planKeyParts } from '../model/plan-key.ts';

/** A parsed selector of `--select` and `--exclude`. */
export interface Selector {
  readonly kind: 'entity' | 'field' | 'system' | 'key' | 'verdict';
  readonly entity: string | null;
  readonly value: string;
}

/** What a plan was asked for. */
export interface Selection {
  readonly select: readonly Selector[];
  readonly exclude: readonly Selector[];
  /** Fields that move as one, by entity. */
  readonly groupsOf: (entity: string) => readonly (readonly string[])[];
}

/** Names that selectors may use. */
export interface Selectable {
  readonly entities: ReadonlyMap<string, ReadonlySet<string>>;
  readonly systems: ReadonlySet<string>;
}

const VERDICTS = [
  'stale-replica',
  'foreign-edit',
  'both-moved',
  'first-contact',
  'rule-changed',
  'missing',
  'deactivated',
];

/** Parses `customer`, `customer.email`, `system:crm`, `key:C-10234`, `verdict:foreign-edit`; throws SELECT_UNKNOWN, exit 64. */
export function parseSelector(text: string, names: Selectable): Selector {
  const colon = text.indexOf(':');
  const prefix = colon < 0 ? '' : text.slice(0, colon);
  const value = text.slice(colon + 1);
  if (prefix === 'key' && value.replace(/^fp:/, '').trim() === '') throw emptyKey();
  if (prefix === 'key') return { kind: 'key', entity: null, value };
  if (prefix === 'system') return { kind: 'system', entity: null, value: known(value, [...names.systems], 'system') };
  if (prefix === 'verdict')
    return { kind: 'verdict', entity: null, value: known(value.replaceAll(/[ _]/g, '-'), VERDICTS, 'verdict') };
  const dot = text.indexOf('.');
  const entity = dot < 0 ? text : text.slice(0, dot);
  const field = dot < 0 ? undefined : text.slice(dot + 1);
  const fields = names.entities.get(known(entity, [...names.entities.keys()], 'entity'));
  if (field === undefined) return { kind: 'entity', entity, value: entity };
  return { kind: 'field', entity, value: known(field, [...(fields ?? [])], 'field') };
}

/** Keeps what is selected (all when nothing is) and not excluded. Field and verdict selectors narrow updates to their fields; creates and deletes stay whole. */
export function selects(change: Change, select: readonly Selector[], exclude: readonly Selector[]): boolean {
  if (exclude.some((selector) => matchesWhole(change, selector))) return false;
  return byKind(select).every((alternatives) => alternatives.some((selector) => matchesAny(change, selector)));
}

/** Whether a finding is selected. A limit or an incomplete read concerns everything and always stays. */
export function selectsFinding(finding: Finding, select: readonly Selector[], exclude: readonly Selector[]): boolean {
  if (exclude.some((selector) => matchesFinding(finding, selector))) return false;
  return byKind(select).every((alternatives) =>
    alternatives.some((selector) => selector.kind === 'verdict' || matchesFinding(finding, selector)),
  );
}

/** Names of the fields that a change keeps, or null for all: creates, their second steps and deletes are whole. A group is kept or left as one. */
export function keptFields(change: Change, { select, exclude, groupsOf }: Selection): ReadonlySet<string> | null {
  if (change.action !== 'update' || change.situation === 'second step') return null;
  const narrowing = select.filter(isNarrowing);
  const dropping = exclude.filter(isNarrowing);
  if (narrowing.length === 0 && dropping.length === 0) return null;
  const alternatives = byKind(narrowing);
  const isIn = (field: FieldChange) =>
    alternatives.every((some) => some.some((selector) => hits(change, field, selector)));
  const isOut = (field: FieldChange) => dropping.some((selector) => hits(change, field, selector));
  const groups = groupsOf(change.entity);
  const kept = change.fields.filter((field) => {
    const group = groups.find((members) => members.includes(field.name)) ?? [field.name];
    const members = change.fields.filter(({ name }) => group.includes(name));
    return members.some(isIn) && !members.some(isOut);
  });
  return new Set(kept.map((field) => field.name));
}

function isNarrowing({ kind }: Selector): boolean {
  return kind === 'field' || kind === 'verdict';
}

function hits(change: Change, field: FieldChange, { kind, entity, value }: Selector): boolean {
  return kind === 'field' ? entity === change.entity && value === field.name : value === verdictName(field.verdict);
}

function byKind(selectors: readonly Selector[]): Selector[][] {
  const groups = new Map<string, Selector[]>();
  for (const selector of selectors) {
    const group = selector.kind === 'field' ? 'entity' : selector.kind;
    groups.set(group, [...(groups.get(group) ?? []), selector]);
  }
  return [...groups.values()];
}

function matchesAny(change: Change, selector: Selector): boolean {
  switch (selector.kind) {
    case 'entity':
      return change.entity === selector.value;
    case 'field':
      return change.entity === selector.entity && change.fields.some((field) => field.name === selector.value);
    case 'system':
      return change.system === selector.value;
    case 'key':
      return matchesKey(change.key, selector.value);
    default:
      return change.fields.some((field) => verdictName(field.verdict) === selector.value);
  }
}

function matchesWhole(change: Change, selector: Selector): boolean {
  if (selector.kind === 'verdict')
    return change.fields.length > 0 && change.fields.every((field) => verdictName(field.verdict) === selector.value);
  return selector.kind === 'field'
    ? change.entity === selector.entity &&
        change.action === 'update' &&
        change.fields.every((field) => field.name === selector.value)
    : matchesAny(change, selector);
}

function matchesFinding(finding: Finding, selector: Selector): boolean {
  if (selector.kind === 'verdict') return false;
  if (finding.key === undefined && finding.field === undefined)
    return selector.kind !== 'key' && (finding.entity === selector.entity || finding.system === selector.value);
  if (selector.kind === 'entity') return finding.entity === selector.value;
  if (selector.kind === 'field') return finding.entity === selector.entity && finding.field === selector.value;
  if (selector.kind === 'system') return finding.system === selector.value;
  return matchesKey(finding.key ?? {}, selector.value);
}

/** A key matches by its text, its parts joined with `/`, or a fingerprint (8 hex characters). */
export function matchesKey(key: Change['key'], wanted: string): boolean {
  const parts = planKeyParts(key);
  return parts.join('/') === wanted || (parts.length === 1 && parts[0] === wanted.replace(/^fp:/, ''));
}

function verdictName(verdict: string): string {
  return verdict.replaceAll(' ', '-');
}

function emptyKey(): ConcordatError {
  return new ConcordatError('SELECT_UNKNOWN', 'The selector key: names no key.', {
    exit: 64,
    advice: 'Write key:C-10234, the parts of a key of several fields joined with /, or a fingerprint.',
  });
}

function known(name: string, names: readonly string[], what: string): string {
  if (names.includes(name)) return name;
  throw new ConcordatError('SELECT_UNKNOWN', `There is no ${what} "${name}" to select.`, {
    exit: 64,
    advice: `Known: ${names.slice(0, 20).join(', ')}. Selectors are ENTITY, ENTITY.FIELD, system:NAME, key:KEY and verdict:NAME.`,
  });
}
