import type { Alert } from '../model/discrepancy.ts';
import { ABOUT_MESSAGE } from './judge-answer.ts';

const BASE_MS = 1_000;
const CAP_MS = 3_600_000;
/** No channel keeps us waiting for longer; also what is left of a wait after the clock was set back. */
const LONGEST_MS = 86_400_000;

/** When a failed delivery is tried again: full jitter below a ceiling that doubles from 1 s to 1 h, never sooner than asked for. */
export function nextTry(
  { count, retryAfterMs, random }: { readonly count: number; readonly retryAfterMs: number; readonly random: number },
  now: string,
): string {
  const ceilingMs = Math.min(CAP_MS, BASE_MS * 2 ** Math.max(0, count - 1));
  const waitMs = Math.min(LONGEST_MS, Math.max(retryAfterMs, Math.ceil(random * ceilingMs)));
  return new Date(Date.parse(now) + waitMs).toISOString();
}

/** When an alert may be tried on a route, or null for now. */
export function waitOfAlert({ retries }: Alert, route: string, now: string): string | null {
  const next = retries[route]?.next;
  return next === undefined || isDue(next, now) ? null : next;
}

/** When the channel itself may be tried, or null for now: the latest wait of those that failed for its sake. */
export function waitOfRoute(pending: readonly Alert[], route: string, now: string): string | null {
  const waits = pending.flatMap((alert) => {
    const failed = alert.retries[route];
    return failed === undefined || ABOUT_MESSAGE.has(failed.code) || isDue(failed.next, now) ? [] : [failed.next];
  });
  return waits.sort().at(-1) ?? null;
}

function isDue(next: string, now: string): boolean {
  const aheadMs = Date.parse(next) - Date.parse(now);
  return !(aheadMs > 0) || aheadMs > LONGEST_MS;
}
