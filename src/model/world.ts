/** Everything that is not a function of the arguments. Passed in, so that the whole engine runs in simulation. */
export interface World {
  /** The current instant, UTC ISO 8601 with milliseconds, e.g. "2026-11-22T12:04:11.000Z". */
  now(): string;
  /** Milliseconds of a clock that never steps back; for durations and timeouts only. */
  monotonicMs(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** 0 ≤ x < 1. */
  random(): number;
  /** A new unique id, for runs, leases and crosswalk records. Never used while planning. */
  newId(): string;
  /** An environment variable, or undefined. */
  env(name: string): string | undefined;
  /** Appends to a file and makes it durable (fsync) before it resolves. */
  appendFile(path: string, text: string): Promise<void>;
}

/** Who acts: `CONCORDAT_ACTOR`, else the CI's actor, else the user of the machine, else "unknown". Not authenticated. */
export function actorOf(world: World): string {
  for (const name of [
    'CONCORDAT_ACTOR',
    'GITHUB_ACTOR',
    'GITLAB_USER_LOGIN',
    'BUILD_REQUESTEDFOR',
    'USER',
    'LOGNAME',
    'USERNAME',
  ]) {
    const value = world.env(name)?.trim();
    if (value !== undefined && value !== '') return value;
  }
  return 'unknown';
}
