/** Holder and end of a lease that is taken `now` for `ttlMs`. */
export function leaseAt(
  holder: string,
  ttlMs: number,
  now: string,
): { readonly holder: string; readonly expiresAt: string } {
  return { holder, expiresAt: new Date(Date.parse(now) + ttlMs).toISOString() };
}

/** Milliseconds from `now` to `instant`; negative when it is over. */
export function msUntil(instant: string, now: string): number {
  return Date.parse(instant) - Date.parse(now);
}
