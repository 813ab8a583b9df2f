import { ConcordatError } from '../model/error.ts';

/** Newest layout of the tables that this engine reads and writes. */
export const STATE_VERSION = 2;

/** Somebody else is writing, or was just now. */
export function stateBusy(at: string, cause: unknown): ConcordatError {
  return new ConcordatError('STATE_BUSY', 'The state is being written by somebody else.', {
    at,
    cause,
    isRetryable: true,
    retryAfterMs: 2_000,
    advice: 'Try again in a moment.',
  });
}

/** A commit that stopped in the middle waits to be rolled back, which only a writer may do. */
export function stateInterrupted(at: string, cause: unknown): ConcordatError {
  return new ConcordatError('STATE_INTERRUPTED', 'A run stopped in the middle of writing the state.', {
    at,
    cause,
    isRetryable: true,
    advice: 'The next `concordat apply` puts the state right; nothing is lost.',
  });
}

/** The disk refuses: rights, a folder in its place, no space. */
export function stateUnreadable(at: string, cause: unknown): ConcordatError {
  return new ConcordatError('STATE_UNREADABLE', 'The state cannot be opened.', {
    at,
    cause,
    advice: 'See that the file and its folder belong to the user who runs concordat.',
  });
}

/** Not a database, or a damaged one. */
export function stateCorrupt(at: string, cause?: unknown): ConcordatError {
  return new ConcordatError('STATE_CORRUPT', 'The state file is damaged, or is not a database.', {
    at,
    cause,
    advice: 'Restore it from a backup, or move it away: without it everything is first contact, and no data is lost.',
  });
}

/** A sound database of some other program. */
export function stateForeign(at: string): ConcordatError {
  return new ConcordatError('STATE_FOREIGN', "The state's place holds the database of another program.", {
    at,
    advice: 'Give `state` in concordat.yaml (or CONCORDAT_STATE) a place of its own.',
  });
}

/** Made by a newer concordat. */
export function stateTooNew(at: string): ConcordatError {
  return new ConcordatError('STATE_VERSION', 'The state was written by a newer version of concordat.', {
    at,
    advice: `This version reads layout ${STATE_VERSION}. Use the newer concordat everywhere this state is used.`,
  });
}

/** Another run holds the right to apply. */
export function stateLocked(
  at: string,
  lease: { readonly holder: string; readonly expiresAt: string; readonly waitMs: number },
): ConcordatError {
  return new ConcordatError('STATE_LOCKED', 'Another run is applying.', {
    at,
    isRetryable: true,
    retryAfterMs: lease.waitMs,
    advice: `${lease.holder} holds the lease until ${lease.expiresAt} at the latest. Try again when it is done.`,
  });
}

/** The lease went to somebody else; nothing was written. */
export function stateFenced(at: string): ConcordatError {
  return new ConcordatError('STATE_FENCED', 'This run lost its lease on the state to another run.', {
    at,
    advice: 'Nothing was recorded after that. Plan again, then apply what is left.',
  });
}
