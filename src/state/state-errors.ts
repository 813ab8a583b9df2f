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

/** The file, its folder or its disk does not take writes. */
export function stateReadOnly(at: string, cause: unknown): ConcordatError {
  return new ConcordatError('STATE_READ_ONLY', 'The state cannot be written.', {
    at,
    cause,
    advice: 'Nothing was recorded. See that the file and its folder are writable for the user who runs concordat.',
  });
}

/** No space left, for the state or for its rollback journal. */
export function stateFull(at: string, cause: unknown): ConcordatError {
  return new ConcordatError('STATE_FULL', 'There is no space left to record in the state.', {
    at,
    cause,
    advice: 'The state is as it was before. Free some space; the next apply settles by reading what was sent.',
  });
}

/** The disk failed. */
export function stateDisk(at: string, cause: unknown): ConcordatError {
  return new ConcordatError('STATE_DISK', 'The disk failed while the state was read or written.', {
    at,
    cause,
    advice: 'The state is as it was before. Look at the disk; the next apply settles by reading what was sent.',
  });
}

/** The connection or the disk failed in COMMIT, and it could not be found out since whether it landed. */
export function stateUnknownCommit(at: string): ConcordatError {
  return new ConcordatError('STATE_UNKNOWN_COMMIT', 'The state may or may not have recorded the last step.', {
    at,
    isRetryable: true,
    advice: 'It is whole either way. Nothing more was sent; the next apply settles by reading what was sent.',
  });
}

const KEY_AT = 'concordat.yaml: state.encryption';

/** The state is encrypted, and the project does not say with what. */
export function stateEncrypted(): ConcordatError {
  return new ConcordatError('STATE_ENCRYPTED', 'The state is encrypted, and concordat.yaml names no key for it.', {
    at: 'concordat.yaml: state',
    advice: 'Put state.encryption back. To turn encryption off, run `concordat state decrypt` first.',
  });
}

/** The state's key cannot be had from where concordat.yaml says it is. */
export function stateKeyMissing(why: string): ConcordatError {
  return new ConcordatError('STATE_KEY_MISSING', `The key of the state cannot be had: ${why}.`, {
    at: KEY_AT,
    advice: 'Give the key at the place that state.encryption names. Nothing was changed.',
  });
}

/** Too short to be guessed only by trying. */
export function stateKeyShort(least: number): ConcordatError {
  return new ConcordatError('STATE_KEY_SHORT', `The key of the state has fewer than ${least} characters.`, {
    at: KEY_AT,
    advice: 'What a short key seals can be opened by guessing. Use e.g. the text of `openssl rand -base64 32`.',
  });
}

/** Another key than the one that the state was encrypted with. */
export function stateKeyWrong(): ConcordatError {
  return new ConcordatError('STATE_KEY_WRONG', 'This key does not open the state.', {
    at: KEY_AT,
    advice:
      'Give the key that the state was encrypted with. After a change of the key: concordat state rotate --from-key-env OLD.',
  });
}

/** The document of the wrapped key was altered. */
export function stateKeyBroken(): ConcordatError {
  return new ConcordatError('STATE_KEY_BROKEN', "The state's own record of its key is damaged.", {
    at: KEY_AT,
    advice: 'Restore the state from a backup. Without one, start a new state: everything is first contact then.',
  });
}

/** Another process changed the key meanwhile. */
export function stateKeyChanged(): ConcordatError {
  return new ConcordatError('STATE_KEY_CHANGED', 'The key of the state was changed by somebody else meanwhile.', {
    at: KEY_AT,
    isRetryable: true,
    advice: 'Run the command again.',
  });
}

/** A sealed text that was altered, moved to another row, or put there in clear. `place` holds table and column first. */
export function stateSealBroken(place: readonly string[]): ConcordatError {
  return new ConcordatError('STATE_SEAL_BROKEN', 'A row of the encrypted state does not open.', {
    at: `state: ${place.slice(0, 2).join('.')}`,
    advice: 'Somebody altered the state, or moved rows in it. Restore it from a backup, and look at who may write it.',
  });
}
