import type { Decision, HeldChange, HoldGroup } from '../model/decision.ts';
import { ConcordatError } from '../model/error.ts';
import { isSamePerson, maySpeakFor } from '../rules/approvals.ts';

/** Who wants to say what about one hold. */
export interface Speaker {
  readonly held: HeldChange;
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly actor: string;
  readonly verdict: Decision['verdict'];
  /** Group named by the person, or null. */
  readonly group: string | null;
}

/** One group for which a person's word counts. */
export interface SpokenFor {
  /** Null where no group is asked and none was named. */
  readonly group: string | null;
  /** Longest that a yes may stand there; null: no limit of its own. */
  readonly mostMs: number | null;
}

/**
 * The groups for which the person's word counts here: the named one, else all declared ones that the person is in, else the only one
 * asked. Throws HOLD_OTHER_GROUP, HOLD_NOT_MEMBER or HOLD_FOUR_EYES (exit 1), or USAGE (exit 64) when a group must be named.
 */
export function groupsToSpeakFor(speaker: Speaker): readonly SpokenFor[] {
  const { held, group } = speaker;
  if (held.from.length === 0) {
    if (group !== null) refuseStranger(speaker, group);
    return [{ group, mostMs: null }];
  }
  const asked = group === null ? ownGroups(speaker) : [namedGroup(speaker, group)];
  const free = asked.filter((each) => !isOwnRequest(speaker, each));
  if (free.length === 0) {
    throw new ConcordatError('HOLD_FOUR_EYES', 'Who asked for a change may not approve it.', {
      at: held.id,
      advice: `Somebody else must: ${whoMay(speaker, asked)}.`,
    });
  }
  return free.map(({ group: name, expiresMs }) => ({ group: name === '' ? group : name, mostMs: expiresMs }));
}

function isOwnRequest({ held, actor, verdict }: Speaker, { isFourEyes }: HoldGroup): boolean {
  return isFourEyes && verdict === 'approved' && isSamePerson(actor, held.requester);
}

/** A group that anybody may speak for takes any name; a named group must be one that is asked. */
function namedGroup(speaker: Speaker, group: string): HoldGroup {
  const { held } = speaker;
  refuseStranger(speaker, group);
  const found = held.from.find((asked) => asked.group === group) ?? held.from.find((asked) => asked.group === '');
  if (found !== undefined) return found;
  throw new ConcordatError('HOLD_OTHER_GROUP', `Nobody asks ${group} here.`, {
    at: held.id,
    advice: `It needs ${whoMay(speaker, held.from)}.`,
  });
}

function ownGroups(speaker: Speaker): readonly HoldGroup[] {
  const { held, members, actor } = speaker;
  const own = held.from.filter(
    ({ group }) => group === '' || (members.has(group) && maySpeakFor(members, group, actor)),
  );
  if (own.length > 0) return own;
  const open = held.from.filter(({ group }) => !members.has(group));
  if (open.length > 0 && held.from.length > 1) {
    throw new ConcordatError('USAGE', 'Several groups must decide; say for which one you speak.', {
      exit: 64,
      at: held.id,
      advice: `Add --group ${open.map(({ group }) => group).join(' or --group ')}.`,
    });
  }
  if (open.length > 0) return open;
  throw notMember(speaker, held.from);
}

function refuseStranger(speaker: Speaker, group: string): void {
  if (maySpeakFor(speaker.members, group, speaker.actor)) return;
  throw notMember(speaker, [{ group, count: 1, isFourEyes: false, expiresMs: null }]);
}

function notMember(speaker: Speaker, groups: readonly HoldGroup[]): ConcordatError {
  const names = groups.map(({ group }) => group).join(' or ');
  return new ConcordatError('HOLD_NOT_MEMBER', `${speaker.actor} does not belong to ${names}.`, {
    at: speaker.held.id,
    advice: `It may be decided by ${whoMay(speaker, groups)}.`,
  });
}

/** `finance (ann, bob) and legal (anybody who claims it)`; without who asked for it where four eyes are needed. */
function whoMay({ members, held }: Speaker, groups: readonly HoldGroup[]): string {
  const told = groups.map(({ group, isFourEyes }) => {
    const but = isFourEyes ? ` but ${held.requester}` : '';
    if (group === '') return `anybody${but}`;
    const people = members.get(group)?.filter((name) => !isFourEyes || !isSamePerson(name, held.requester));
    return people === undefined
      ? `${group} (anybody who claims it${but})`
      : `${group} (${people.join(', ') || 'nobody else'})`;
  });
  return told.join(' and ');
}
