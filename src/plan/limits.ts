import { formatRule } from '../model/diagnostic.ts';
import type { Change, Finding } from '../model/generated/plan.ts';
import type { PolicyDef, PolicyLimit } from '../model/manifest.ts';
import { isReleased } from './summary.ts';

/** Live records by `entity NUL system`, as read by this plan. */
export type LiveCounts = ReadonlyMap<string, number>;

type LimitedAction = 'create' | 'update' | 'delete' | 'clear';

const ACTIONS: readonly LimitedAction[] = ['create', 'update', 'delete', 'clear'];

/** Findings LIMIT_CREATE, LIMIT_UPDATE, LIMIT_DELETE and LIMIT_CLEAR: each refuses the whole plan (design §2, §10.15). Held changes do not count. */
export function checkLimits(
  changes: readonly Change[],
  policies: readonly PolicyDef[],
  live: LiveCounts,
  isBootstrap: boolean,
): Finding[] {
  const findings: Finding[] = [];
  const used = countUse(changes.filter((change) => isReleased(change) && change.approved === undefined));
  for (const [address, counts] of [...used].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [entity = '', system = ''] = address.split('\u0000');
    for (const action of ACTIONS) {
      const count = counts.get(action) ?? 0;
      const allowed = allowance({ entity, system, action, live: live.get(address) ?? 0, isBootstrap, policies });
      if (count > allowed.count) findings.push(refusal(entity, system, action, count, allowed));
    }
  }
  return findings;
}

/** How much of something one plan may do. */
export interface LimitQuestion {
  readonly entity: string;
  readonly system: string;
  readonly action: LimitedAction;
  readonly live: number;
  readonly isBootstrap: boolean;
  readonly policies: readonly PolicyDef[];
}

interface Allowance {
  readonly count: number;
  readonly source: string;
}

/** A policy allows the smaller of its numbers, the tightest policy stands; without one the default allows the larger of its two. */
function allowance(question: LimitQuestion): Allowance {
  const limits = question.policies.flatMap((policy) => policy.limits).filter((limit) => applies(limit, question));
  let tightest: Allowance | null = null;
  for (const limit of limits) {
    const count = Math.min(
      limit.max ?? Number.POSITIVE_INFINITY,
      limit.ratio === null ? Number.POSITIVE_INFINITY : Math.floor(limit.ratio * question.live),
    );
    if (tightest === null || count < tightest.count) tightest = { count, source: `policy ${formatRule(limit.at)}` };
  }
  if (tightest !== null) return tightest;
  return { count: defaultCount(question), source: 'the default limit' };
}

/** How many records (for `clear`: fields) the limits allow. */
export function limitOf(question: LimitQuestion): number {
  return allowance(question).count;
}

function defaultCount({ action, live, isBootstrap }: LimitQuestion): number {
  if (action === 'delete') return 0;
  if (action === 'clear') return Math.max(5, Math.floor(live * 0.01));
  return isBootstrap ? Number.POSITIVE_INFINITY : Math.max(50, Math.floor(live * 0.1));
}

function applies(limit: PolicyLimit, { entity, system, action }: LimitQuestion): boolean {
  if (limit.entity !== null && limit.entity !== entity) return false;
  if (limit.system !== null && limit.system !== system) return false;
  return limit.action === null ? action !== 'clear' : limit.action === action;
}

function countUse(changes: readonly Change[]): ReadonlyMap<string, Map<LimitedAction, number>> {
  const used = new Map<string, Map<LimitedAction, number>>();
  for (const change of changes) {
    if (change.action === 'link') continue;
    const address = `${change.entity}\u0000${change.system}`;
    const counts = used.get(address) ?? new Map<LimitedAction, number>();
    used.set(address, counts);
    counts.set(change.action, (counts.get(change.action) ?? 0) + 1);
    const cleared = change.fields.filter(
      (field) => change.action === 'update' && field.hold === undefined && isNone(field.after) && !isNone(field.before),
    ).length;
    counts.set('clear', (counts.get('clear') ?? 0) + cleared);
  }
  return used;
}

function isNone(value: unknown): boolean {
  return value === null || value === '' || (typeof value === 'object' && 'nothing' in value);
}

function refusal(entity: string, system: string, action: LimitedAction, count: number, allowed: Allowance): Finding {
  const what = action === 'clear' ? 'fields would become empty' : `records would be ${action}d`;
  return {
    code: `LIMIT_${action.toUpperCase()}`,
    severity: 'error',
    summary: 'The plan crosses a limit and will not be applied.',
    detail: `${count} of ${entity} ${what} in ${system}; ${allowed.source} allows ${allowed.count}. Check that the sources are whole; if this is meant, let somebody else approve this very plan, raise the limit in a policy${action === 'delete' || action === 'clear' ? '' : ', or plan a first run with --bootstrap'}.`,
    at: `${system}:${entity}`,
    entity,
    system,
  };
}
