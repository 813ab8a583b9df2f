import type { Decision, Freeze, HeldChange } from '../model/decision.ts';
import type { Contest, Discrepancy } from '../model/discrepancy.ts';
import type { DocumentKind, StateReader } from '../model/state.ts';
import type { Followed } from './run.ts';

/** What a state without documents knows. */
export const NOTHING_FOLLOWED: Followed = {
  decisions: [],
  holds: new Map(),
  freezes: [],
  discrepancies: new Map(),
  contests: new Map(),
  latest: '',
};

/** Loads decisions, holds, freezes, discrepancies and contests. */
export async function loadFollowed(state: StateReader): Promise<Followed> {
  const holds = await bodies<HeldChange>(state, 'hold');
  const discrepancies = await bodies<Discrepancy>(state, 'discrepancy');
  const contests = await bodies<Contest>(state, 'contest');
  return {
    decisions: await bodies<Decision>(state, 'decision'),
    holds: new Map(holds.map((hold) => [hold.digest, hold] as const)),
    freezes: await bodies<Freeze>(state, 'freeze'),
    discrepancies: new Map(discrepancies.map((found) => [found.id, found] as const)),
    contests: new Map(contests.map((contest) => [contest.id, contest] as const)),
    latest: (await bodies<{ readonly finished: string }>(state, 'run')).reduce(
      (latest, { finished }) => (finished > latest ? finished : latest),
      '',
    ),
  };
}

/** The bodies of all documents of one kind; the kind says what they are. */
export async function bodies<T>(state: StateReader, kind: DocumentKind): Promise<T[]> {
  const all: T[] = [];
  for await (const { body } of state.documents(kind)) all.push(body as unknown as T);
  return all;
}

/** A recorded instant further ahead than this comes of a clock that was wrong then, not of one that is wrong now. */
const MOST_AHEAD_MS = 24 * 60 * 60 * 1000;

/** The instant by which expiry is judged: the clock's, or the end of the latest run where the clock was set back since. */
export function judgedNow({ latest }: Followed, now: string): string {
  return now < latest && Date.parse(latest) - Date.parse(now) <= MOST_AHEAD_MS ? latest : now;
}
