import { open, rename, rm } from 'node:fs/promises';
import { ConcordatError } from '../model/error.ts';

/** Only its owner may read what a plan holds. */
const OWNER_ONLY = 0o600;

/**
 * Writes a file whole or not at all, readable by its owner only: a new file beside it, made durable, then renamed over it.
 * Throws FILE_WRITE_FAILED, exit 1.
 * @param id makes the name of the file beside it unique
 */
export async function writeFileWhole(path: string, pieces: Iterable<string>, id: string): Promise<void> {
  const beside = `${path}.${id}.part`;
  try {
    const file = await open(beside, 'wx', OWNER_ONLY);
    try {
      for (const piece of pieces) await file.appendFile(piece, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    if (!isFileError(cause)) throw cause;
    throw new ConcordatError('FILE_WRITE_FAILED', `The file could not be written (${cause.code}).`, {
      at: path,
      advice: 'Check that the folder exists and may be written to.',
      cause,
    });
  }
}

/** An error of the operating system about a file. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
