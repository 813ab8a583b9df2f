import { createHash, createHmac } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Digests } from '../model/digest.ts';
import { ConcordatError } from '../model/error.ts';
import type { ProjectConfig } from '../model/manifest.ts';
import type { World } from '../model/world.ts';
import { newKeyText } from './key-text.ts';
import { statePlace } from './state-place.ts';

/** Fewest characters of a key that somebody chose. */
const MIN_KEY_LENGTH = 16;

/**
 * Digests under the project's key: `CONCORDAT_KEY`, or the key file beside a local state, made on first use.
 * That file is the only one planning may create. Throws KEY_TOO_SHORT, KEY_MISSING (shared state) or KEY_UNREADABLE, exit 1.
 */
export async function loadDigests(config: ProjectConfig, world: World): Promise<Digests> {
  return digestsUnder(await loadKey(config, world));
}

/** Digests under a given key. */
export function digestsUnder(key: string): Digests {
  return {
    sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
    hmac: (text) => createHmac('sha256', key).update(text, 'utf8').digest('hex'),
    keyId: createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 8),
  };
}

async function loadKey(config: ProjectConfig, world: World): Promise<string> {
  const given = world.env('CONCORDAT_KEY');
  if (given !== undefined && given !== '') return checkLength(given, 'CONCORDAT_KEY');
  const place = statePlace(config);
  if (place.kind === 'postgres') throw keyMissing();
  const path = join(dirname(place.path), 'key');
  const found = (await readKey(path)) ?? (await createKey(path));
  return checkLength(found, path);
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

/** O_EXCL: of two that create it at once, one wins and the other reads the winner's. */
async function createKey(path: string): Promise<string> {
  const key = newKeyText();
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(`${key}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return key;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw keyFailed(path, error);
    return (await readKey(path)) ?? key;
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

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
