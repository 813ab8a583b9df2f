import { open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { stampOf } from './folder.ts';
import type { Lock } from './lock.ts';

/** What a file is replaced with. */
export interface Replacement {
  readonly path: string;
  readonly temporaryPath: string;
  readonly bytes: Buffer;
  /** Held until the file is replaced. */
  readonly lock: Lock;
  /** Stamp of the file whose content the new one was made from. */
  readonly stamp: string;
}

/**
 * Writes a new file beside the old one, with its mode and owner, makes it durable and renames it over the old one.
 * `moved`, with nothing changed, when the old file moved meanwhile or the lock was lost; `unsure` when it is replaced, but may not outlast a
 * power cut.
 */
export async function replaceFile({
  path,
  temporaryPath,
  bytes,
  stamp,
  lock,
}: Replacement): Promise<'replaced' | 'moved' | 'unsure'> {
  const { mode, uid, gid } = await stat(path);
  try {
    const file = await open(temporaryPath, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      const made = await file.stat();
      if (made.uid !== uid || made.gid !== gid) await file.chown(uid, gid);
      await file.chmod(mode & 0o7777);
      await file.sync();
    } finally {
      await file.close();
    }
    if (!(await lock.isMine()) || (await stampOf(path)) !== stamp) return 'moved';
    await rename(temporaryPath, path);
    return await syncFolder(dirname(path)).then(
      () => 'replaced' as const,
      () => 'unsure' as const,
    );
  } finally {
    await unlink(temporaryPath).catch(() => {});
  }
}

const ENDING = '.concordat-tmp';

/** Where the new file is made: beside the old one, under a name that no resource has. */
export function temporaryPathOf(path: string, id: string): string {
  return join(dirname(path), `.${basename(path)}.${id}${ENDING}`);
}

/** Removes what writers that died left of this file. Under the lock nobody else makes such files. */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  for (const name of await readdir(folder))
    if (name.startsWith(`.${basename(path)}.`) && name.endsWith(ENDING))
      await unlink(join(folder, name)).catch(() => {});
}

/** A rename is durable when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
