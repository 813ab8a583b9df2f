import type { Decision, HoldGroup } from '../model/decision.ts';
import type { Hold } from '../model/generated/plan.ts';

const UNAPPROVABLE: ReadonlySet<string> = new Set([
  'rule',
  'ref_missing',
  'not_selected',
  'parent',
  'invalid',
  'key_missing',
]);

/** First version; see the tests. */
export function approvalState(question: {
  readonly digest: string;
  readonly groups: readonly HoldGroup[];
  readonly requester: string | null;
  readonly decisions: readonly Decision[];
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly now: string;
}): {
  readonly status: 'approved' | 'rejected' | 'waiting';
  readonly by: readonly string[];
  readonly missing: readonly { readonly group: string; readonly count: number }[];
  readonly expires: string | null;
} {
  const own = question.decisions.filter(
    (d) => d.digest === question.digest && d.consumed === null && d.expires > question.now,
  );
  const yes = own.filter((d) => d.verdict === 'approved');
  if (own.some((d) => d.verdict === 'rejected')) return { status: 'rejected', by: [], missing: [], expires: null };
  const groups =
    question.groups.length === 0 ? [{ group: '', count: 1, isFourEyes: false, expiresMs: null }] : question.groups;
  const missing = groups.flatMap(({ group, count, isFourEyes }) => {
    const voters = new Set(
      yes
        .filter((d) => group === '' || d.group === group)
        .filter((d) => !isFourEyes || d.actor !== question.requester)
        .filter((d) => question.members.get(group)?.includes(d.actor) ?? true)
        .map((d) => d.actor),
    );
    return voters.size >= count ? [] : [{ group, count: count - voters.size }];
  });
  if (missing.length > 0) return { status: 'waiting', by: [], missing, expires: null };
  return {
    status: 'approved',
    by: [...new Set(yes.map((d) => d.actor))].sort(),
    missing: [],
    expires: yes.map((d) => d.expires).sort()[0] ?? null,
  };
}

/** First version. */
export function holdGroups(holds: readonly Hold[]): HoldGroup[] {
  return holds.flatMap((hold) =>
    hold.from === undefined && hold.four_eyes !== true
      ? []
      : [
          {
            group: hold.from ?? '',
            count: hold.count ?? 1,
            isFourEyes: hold.four_eyes ?? false,
            expiresMs: hold.valid_ms ?? null,
          },
        ],
  );
}

/** First version. */
export function isApprovable(holds: readonly Hold[]): boolean {
  return holds.length > 0 && holds.every(({ code }) => !UNAPPROVABLE.has(code));
}
