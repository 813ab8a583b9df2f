import type { Alert, Discrepancy } from '../model/discrepancy.ts';

/** Alerts that go out as one message. */
export interface AlertGroup {
  /** The alert's own id, or a digest of the ids of all. */
  readonly id: string;
  readonly alerts: readonly [Alert, ...Alert[]];
  /** Id of what is alike. */
  readonly alike: string;
  readonly isGroup: boolean;
}

/** More than this many alike alerts in one delivery go out as one. */
export const MOST_ALIKE = 20;

/**
 * What goes out at once, in order. Alerts of one discrepancy never share a wave: a channel hears of them one after the other.
 * @param alerts those of one discrepancy in its course
 */
export function wavesOf(
  alerts: readonly Alert[],
  sha256: (text: string) => string,
): readonly (readonly AlertGroup[])[] {
  const waves: Alert[][] = [];
  const seen = new Map<string, number>();
  for (const alert of alerts) {
    const wave = seen.get(alert.discrepancy) ?? 0;
    seen.set(alert.discrepancy, wave + 1);
    (waves[wave] ??= []).push(alert);
  }
  return waves.map((wave) => groupsOf(wave, sha256));
}

/** Id of everything that is alike: same kind, code, entity and system. */
export function alikeId(about: Discrepancy, sha256: (text: string) => string): string {
  return sha256(JSON.stringify(['alike', about.kind, about.code, about.entity, about.system])).slice(0, 16);
}

/** How many discrepancies like this one are not resolved. */
export function remainingAlike(about: Discrepancy, all: Iterable<Discrepancy>): number {
  let count = 0;
  for (const found of all) {
    const isAlike =
      found.kind === about.kind &&
      found.code === about.code &&
      found.entity === about.entity &&
      found.system === about.system;
    if (isAlike && found.state !== 'resolved') count += 1;
  }
  return count;
}

function groupsOf(alerts: readonly Alert[], sha256: (text: string) => string): readonly AlertGroup[] {
  const alike = new Map<string, [Alert, ...Alert[]]>();
  for (const alert of alerts) {
    const key = `${alert.state} ${alikeId(alert.about, sha256)}`;
    const found = alike.get(key);
    if (found === undefined) alike.set(key, [alert]);
    else found.push(alert);
  }
  return [...alike.values()].flatMap((group) => {
    const id = alikeId(group[0].about, sha256);
    if (group.length <= MOST_ALIKE)
      return group.map((alert): AlertGroup => ({ id: alert.id, alerts: [alert], alike: id, isGroup: false }));
    const ids = group.map((alert) => alert.id).sort();
    return [{ id: `group:${sha256(JSON.stringify(ids)).slice(0, 32)}`, alerts: group, alike: id, isGroup: true }];
  });
}
