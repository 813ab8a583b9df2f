import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConcordatError } from '../model/error.ts';
import { isFileError } from './write-file.ts';
import type { NewFile } from './starter-project.ts';

/** Writes new files below a folder. Throws INIT_EXISTS, exit 1, before the first one when any of them is there already. */
export async function writeNewFiles(folder: string, files: readonly NewFile[]): Promise<void> {
  const there: string[] = [];
  for (const { path } of files) if (await exists(join(folder, path))) there.push(path);
  if (there.length > 0) {
    throw new ConcordatError(
      'INIT_EXISTS',
      `Nothing was written: ${there.join(', ')} ${there.length === 1 ? 'is' : 'are'} there already.`,
      {
        at: folder,
        advice: 'Choose another folder: concordat init DIR.',
      },
    );
  }
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: 'wx' });
  }
}

/** `.gitignore` of a new project, which keeps its key, its state and its plans out of git; nothing where the folder has one. */
export async function gitignoreOf(folder: string): Promise<readonly NewFile[]> {
  if (await exists(join(folder, '.gitignore'))) return [];
  return [{ path: '.gitignore', text: '# concordat: the key, the local state, and plans\n.concordat/\n*.plan\n' }];
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (isFileError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return false;
    throw error;
  }
}
