import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Commit of the project's repository and whether the project has uncommitted edits, or null outside git. Runs no hook, filter or monitor of the repository. */
export async function gitState(root: string): Promise<{ commit: string; dirty: boolean } | null> {
  if (!isInsideGit(root)) return null;
  const { simpleGit } = await import('simple-git');
  const git = simpleGit({ baseDir: root, config: ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'diff.external='], timeout: { block: 5000 } });
  try {
    const commit = (await git.raw(['rev-parse', '--verify', '--end-of-options', 'HEAD'])).trim();
    const changed = await git.raw(['--no-optional-locks', 'status', '--porcelain', '--untracked-files=no', '--', '.']);
    return { commit, dirty: changed.trim() !== '' };
  } catch {
    return null;
  }
}

function isInsideGit(root: string): boolean {
  for (let dir = root; ; dir = dirname(dir)) {
    if (existsSync(join(dir, '.git'))) return true;
    if (dirname(dir) === dir) return false;
  }
}
