import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'concordat-sync-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** How one commit ended whose n-th sync failed. */
interface End {
  readonly n: number;
  readonly end: string;
  /** The commit came as far as its n-th sync. */
  readonly isDue: boolean;
  /** Changes in the journal after it, as its own connection and as a new one reads them. */
  readonly here: readonly string[];
  readonly elsewhere: readonly string[];
}

/** Runs a writer whose syncs fail; null where no C compiler, or no way to come before libc, is at hand. */
function runFailing(): readonly End[] | null {
  const library = join(folder, 'failing-sync.so');
  if (spawnSync('cc', ['-shared', '-fPIC', '-o', library, pathOf('failing-sync.c'), '-ldl']).status !== 0) return null;
  const trigger = join(folder, 'trigger');
  const ran = spawnSync(process.execPath, ['--no-warnings', pathOf('sync-process.ts'), folder, trigger], {
    encoding: 'utf8',
    env: { ...process.env, LD_PRELOAD: library, FAIL_SYNC: trigger },
  });
  const ends = ran.status === 0 ? (JSON.parse(ran.stdout) as readonly End[]) : [];
  return ends.some(({ isDue }) => isDue) ? ends : null;
}

describe('a sync that fails', () => {
  it('is told, and says truly whether the step is there; the state goes on', { timeout: 30_000 }, (context) => {
    const ends = runFailing();
    if (ends === null) return context.skip('nothing can be put before libc here');

    expect(ends.filter(({ isDue }) => isDue).map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
    for (const { n, end, here, elsewhere } of ends) {
      const isThere = here.includes(`c${n}`);

      expect([n, end, isThere]).toEqual([
        n,
        expect.stringMatching(isThere ? /^landed|UNKNOWN_COMMIT/ : /^STATE_DISK/),
        isThere,
      ]);
      expect(elsewhere).toEqual(here);
    }
    expect(ends.map(({ end }) => end)).toEqual(
      expect.arrayContaining(['landed', 'STATE_DISK', 'STATE_UNKNOWN_COMMIT']),
    );
    expect(ends.slice(-3).map(({ end }) => end)).toEqual(['landed', 'landed', 'landed']);
  });
});
