import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/manifest/load-config.ts';
import { openProject, runTests, validateProject } from '../../src/pipeline.ts';
import { realWorld } from '../../src/world.ts';
import { withDocuments, withFragment } from './example-project.ts';
import { readPages, type CodeBlock } from './pages.ts';

const WORLD = {
  ...realWorld(),
  env: (name: string) => (name === 'CONCORDAT_KEY' ? 'a-key-for-tests-only' : undefined),
};
const BLOCKS = readPages().flatMap(({ blocks }) => blocks);
const YAML = BLOCKS.filter(({ language }) => ['yaml', 'yml'].includes(language));
const CONFIG = 'version: 1\nname: docs\n';

describe('YAML of the documentation', () => {
  it('stands on the pages of concepts', () => {
    expect(YAML.length).toBeGreaterThan(20);
  });

  it.each(YAML.filter(({ options }) => !options.has('file')).map((block) => [at(block), block] as const))(
    '%s is valid, or has the problem it names',
    async (_, block) => {
      const { fails, warns } = Object.fromEntries(block.options);
      const problems = await problemsOf({ 'concordat.yaml': CONFIG, ...inFolder(projectOf(block)) });

      if (fails === undefined) expect(problems.errors).toEqual([]);
      else expect(problems.errors.map((error) => error.split(' ')[0])).toContain(fails);
      if (warns !== undefined) expect(problems.warnings).toContain(warns);
    },
  );

  it.each([...filesByPage()])('the files of %s make a valid project', async (_, files) => {
    const config = files['concordat.yaml'] ?? CONFIG;
    const parsed = parseConfig({ path: 'concordat.yaml', content: config }, '/', WORLD);

    expect(parsed.diagnostics).toEqual([]);
    if (Object.keys(files).some((path) => path.startsWith('sync.d/')))
      expect(await problemsOf({ ...files, 'concordat.yaml': config })).toEqual({ errors: [], warnings: [] });
  });

  it.each(
    YAML.filter((block) => /^kind: test$/m.test(block.text) && !block.options.has('file')).map(
      (block) => [at(block), block] as const,
    ),
  )('%s is a test that holds', async (_, block) => {
    const report = await inProject({ 'concordat.yaml': CONFIG, ...inFolder(projectOf(block)) }, async (dir) =>
      runTests(await openProject(dir, WORLD), { signal: AbortSignal.timeout(30_000) }),
    );

    expect(report.tests.flatMap(({ problems }) => problems)).toEqual([]);
  });
});

function at({ page, line }: CodeBlock): string {
  return `${page}:${line}`;
}

/** Whole documents begin with `kind`; a part says where it belongs. */
function projectOf(block: CodeBlock): Readonly<Record<string, string>> {
  const place = block.options.get('fragment');
  if (place !== undefined) return withFragment(place, block.text);
  if (!/^(?:#.*\n)*kind: /.test(block.text)) throw new Error(`${at(block)} begins without kind and names no fragment.`);
  return withDocuments(block.text);
}

function inFolder(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => [`sync.d/${path}`, text]));
}

function filesByPage(): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const pages = new Map<string, Record<string, string>>();
  for (const { page, options, text } of BLOCKS) {
    const file = options.get('file');
    if (file === undefined) continue;
    pages.set(page, { ...pages.get(page), [file]: text });
  }
  return pages;
}

async function problemsOf(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly errors: readonly string[]; readonly warnings: readonly string[] }> {
  const options = { isLive: false, signal: AbortSignal.timeout(30_000) };
  const diagnostics = await inProject(files, (dir) => validateProject(dir, WORLD, options));
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  return { errors: errors.map(({ code, detail }) => `${code} ${detail}`), warnings: warnings.map(({ code }) => code) };
}

async function inProject<T>(files: Readonly<Record<string, string>>, work: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-docs-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
    return await work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
