import { createHmac, createSecretKey, hash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Digests } from '../model/digest.ts';
import { ConcordatError } from '../model/error.ts';
import type { ProjectConfig } from '../model/manifest.ts';
import type { World } from '../model/world.ts';
import { newKeyText } from './key-text.ts';
import { statePlace } from './state-place.ts';

/** Fewest characters of a key that somebody chose. */
const MIN_KEY_LENGTH = 16;

/** Digests under the project's key, and what is to be told about it. */
export interface ProjectKey {
  readonly digests: Digests;
  /** KEY_TEMPORARY when no key could be kept. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Digests under the project's key: `CONCORDAT_KEY`, or the key file beside a local state, made on first use.
 * That file is the only one planning may create; where it cannot be made and there is no state either, a key is used for this run alone.
 * Throws KEY_TOO_SHORT, KEY_MISSING (shared state) or KEY_UNREADABLE, exit 1.
 */
export async function loadProjectKey(config: ProjectConfig, world: World): Promise<ProjectKey> {
  const given = world.env('CONCORDAT_KEY');
  if (given !== undefined && given !== '') return lasting(checkLength(given, 'CONCORDAT_KEY'));
  const place = statePlace(config);
  if (place.kind === 'postgres') throw keyMissing();
  const path = join(dirname(place.path), 'key');
  try {
    return lasting(checkLength((await readKey(path)) ?? (await createKey(path)), path));
  } catch (error) {
    if (!isUnwritable(error) || existsSync(path) || existsSync(place.path)) throw error;
    return { digests: digestsUnder(newKeyText()), warnings: [keyTemporary(path)] };
  }
}

/** The digests of loadProjectKey. */
export async function loadDigests(config: ProjectConfig, world: World): Promise<Digests> {
  return (await loadProjectKey(config, world)).digests;
}

function lasting(key: string): ProjectKey {
  return { digests: digestsUnder(key), warnings: [] };
}

/** Digests under a given key. */
export function digestsUnder(key: string): Digests {
  const secret = createSecretKey(key, 'utf8');
  return {
    sha256: (text) => hash('sha256', text, 'hex'),
    hmac: (text) => createHmac('sha256', secret).update(text, 'utf8').digest('hex'),
    keyId: hash('sha256', key, 'hex').slice(0, 8),
  };
}

function checkLength(key: string, at: string): string {
  if ([...key].length >= MIN_KEY_LENGTH) return key;
  throw new ConcordatError('KEY_TOO_SHORT', `The key has fewer than ${MIN_KEY_LENGTH} characters.`, {
    at,
    advice: 'Fingerprints under a short key can be guessed. Use a long random text, e.g. of `openssl rand -base64 32`.',
  });
}

function keyMissing(): ConcordatError {
  return new ConcordatError('KEY_MISSING', 'A shared state needs a shared key, and CONCORDAT_KEY is not set.', {
    at: 'CONCORDAT_KEY',
    advice: 'Set CONCORDAT_KEY to the same secret everywhere this state is used, e.g. from `openssl rand -base64 32`.',
  });
}

async function readKey(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw keyFailed(path, error);
  }
}

/** Whole or not at all: of two that create it at once, one wins and the other reads the winner's. */
async function createKey(path: string): Promise<string> {
  const key = newKeyText();
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeDurably(draft, `${key}\n`);
    await link(draft, path).catch((error: unknown) => {
      if (!/^(?:EPERM|ENOSYS|ENOTSUP|EOPNOTSUPP)$/.test(codeOf(error) ?? '')) throw error;
      return writeDurably(path, `${key}\n`); // a file system without hard links
    });
    return key;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw keyFailed(path, error);
    return (await readKey(path)) ?? key;
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function keyFailed(path: string, cause: unknown): ConcordatError {
  const advice = 'Make the folder of the state writable once, or set CONCORDAT_KEY.';
  return new ConcordatError('KEY_UNREADABLE', 'The key file beside the state cannot be read or made.', {
    at: path,
    advice,
    cause,
  });
}

/** The key's file could not be made, and a key that is there was not the reason. */
function isUnwritable(error: unknown): boolean {
  const isFailed = error instanceof ConcordatError && error.code === 'KEY_UNREADABLE';
  return isFailed && /^(?:EACCES|EROFS|EPERM|ENOSPC|EDQUOT)$/.test(codeOf(error.cause) ?? '');
}

function keyTemporary(path: string): Diagnostic {
  return {
    code: 'KEY_TEMPORARY',
    severity: 'warning',
    summary: 'The key of this run is thrown away.',
    detail:
      'No key can be kept beside the state. Fingerprints of this run compare with no other, and nobody can apply its plan file. Set CONCORDAT_KEY, or make the folder of the state writable once.',
    at: path,
  };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
