/**
 * Writes the reference pages and the generated parts of the others. With `--check` it writes nothing and exits 1 when a page is not
 * what would be written. With `--screens` it also runs the commands that the pages show and puts in what they print (needs a build).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { generatedPages, makePages } from './pages.ts';
import { withScreens } from './screens.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Plugins import `concordat/connector`, which is the source only under this condition. */
const CONDITION = '--conditions=source';

if (!process.execArgv.includes(CONDITION)) {
  const { status } = spawnSync(process.execPath, [CONDITION, ...process.argv.slice(1)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else await main(process.argv.slice(2));

async function main(flags: readonly string[]): Promise<void> {
  const isCheck = flags.includes('--check');
  const pages = await makePages(ROOT);
  let stale = 0;
  for (const [path, made] of pages) {
    const text = flags.includes('--screens') ? await withScreens(made, path) : made;
    const target = join(ROOT, path);
    if (existsSync(target) && readFileSync(target, 'utf8') === text) continue;
    stale += 1;
    console.log(`${isCheck ? 'not up to date:' : 'wrote'} ${path}`);
    if (isCheck) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  for (const path of generatedPages(ROOT).filter((path) => !pages.has(path))) {
    stale += 1;
    console.log(`${isCheck ? 'without a source:' : 'removed'} ${path}`);
    if (!isCheck) rmSync(join(ROOT, path));
  }
  if (isCheck && stale > 0) {
    console.log('Run: node scripts/docs/generate.ts');
    process.exitCode = 1;
  }
}
