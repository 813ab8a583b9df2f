import type { EntityDef, PolicyDef, Term } from '../model/manifest.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import type { Check } from './check-context.ts';
import { fail, valueSpan } from './check-context.ts';
import { didYouMean, listWords } from './suggest.ts';

/** What may name a group. */
export interface GroupUse {
  readonly policies: readonly { readonly check: Check; readonly policy: PolicyDef }[];
  readonly terms: ReadonlyMap<string, Term>;
  readonly entities: ReadonlyMap<string, EntityDef>;
  readonly diagnostics: Diagnostic[];
}

/** Where groups are declared, each one that is asked is among them, and has as many people as must say yes. */
export function checkGroups({ policies, terms, entities, diagnostics }: GroupUse): void {
  const members = membersOf(policies.map(({ policy }) => policy));
  if (members.size === 0) return;
  const expectGroup = (name: string | null, place: Pick<Diagnostic, 'at' | 'frame' | 'length'>): void => {
    if (name !== null && !members.has(name)) diagnostics.push({ ...place, ...undeclared(name, members.keys()) });
  };
  for (const { check, policy } of policies) {
    for (const [i, { from }] of policy.limits.entries()) expectGroup(from, valueSpan(check, ['limits', i, 'from']));
    for (const [i, { holdFor }] of policy.guards.entries())
      expectGroup(holdFor, valueSpan(check, ['guards', i, 'hold_for']));
    for (const [i, { from, count }] of policy.approvals.entries()) {
      expectGroup(from, valueSpan(check, ['approvals', i, 'from']));
      checkCount(check, i, count, members.get(from));
    }
  }
  for (const { name, at } of ownApprovals(terms, entities)) expectGroup(name, { at });
}

/** Two spellings of one name are one person, as when decisions are counted. */
function checkCount(check: Check, i: number, count: number, members: readonly string[] | undefined): void {
  const people = new Set(members?.map((name) => name.toLowerCase())).size;
  if (members === undefined || count <= people) return;
  fail(check, valueSpan(check, ['approvals', i, 'count']), {
    code: 'GROUP_TOO_SMALL',
    summary: 'This group has fewer people than must say yes.',
    detail: `It has ${people} of the ${count} people, so nothing would ever be approved. Add people to the group, or ask for fewer.`,
  });
}

function membersOf(policies: readonly PolicyDef[]): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, readonly string[]>();
  for (const { groups } of policies) {
    for (const [group, names] of groups) members.set(group, [...(members.get(group) ?? []), ...names]);
  }
  return members;
}

function ownApprovals(
  terms: ReadonlyMap<string, Term>,
  entities: ReadonlyMap<string, EntityDef>,
): { readonly name: string | null; readonly at: Place }[] {
  const fields = [...entities.values()].flatMap((entity) => [...entity.fields.values()]);
  return [
    ...[...terms.values()].map(({ type, at }) => ({ name: type.approve, at })),
    ...fields.filter(({ type }) => type.term === null).map(({ type, at }) => ({ name: type.approve, at })),
  ];
}

function undeclared(name: string, known: Iterable<string>): Omit<Diagnostic, 'at'> {
  const names = [...known];
  return {
    code: 'UNDECLARED_GROUP',
    severity: 'warning',
    summary: 'No policy says who belongs to this group.',
    detail: `Anybody may claim to speak for "${name}". Groups with people: ${listWords(names)}.${didYouMean(name, names)}`,
  };
}
