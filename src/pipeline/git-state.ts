import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a repository could run by itself, turned off. */
const OFF = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'diff.external='];

/** Commit of the project's repository and whether the project has uncommitted edits, or null outside git. Runs no hook, filter or monitor of the repository. */
export async function gitState(root: string): Promise<{ commit: string; dirty: boolean } | null> {
  if (!isInsideGit(root)) return null;
  const { simpleGit } = await import('simple-git');
  // simple-git takes any word about these settings for an attack, also the one that turns them off.
  const unsafe = { allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true, allowUnsafeDiffExternal: true };
  const git = simpleGit({ baseDir: root, config: OFF, unsafe, timeout: { block: 5000 } });
  try {
    return readStatus(
      await git.raw([
        '--no-optional-locks',
        'status',
        '--porcelain=v2',
        '--branch',
        '--no-ahead-behind',
        '--untracked-files=no',
        '--',
        '.',
      ]),
    );
  } catch {
    return null;
  }
}

/** One call tells both: the commit in a header line, and a line for each changed file. A repository without a commit has "(initial)" there. */
function readStatus(text: string): { commit: string; dirty: boolean } | null {
  const lines = text.split('\n').filter((line) => line !== '');
  const commit = lines.map((line) => /^# branch\.oid ([0-9a-f]+)$/.exec(line)?.[1]).find((oid) => oid !== undefined);
  return commit === undefined ? null : { commit, dirty: lines.some((line) => !line.startsWith('#')) };
}

function isInsideGit(root: string): boolean {
  for (let dir = root; ; dir = dirname(dir)) {
    if (existsSync(join(dir, '.git'))) return true;
    if (dirname(dir) === dir) return false;
  }
}
