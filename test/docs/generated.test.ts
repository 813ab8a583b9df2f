import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SENTENCES } from '../../scripts/docs/code-sentences.ts';
import { CODEC_EXAMPLES } from '../../scripts/docs/codec-examples.ts';
import { runExample } from '../../scripts/docs/codec-table.ts';
import { scanCodes } from '../../scripts/docs/error-codes.ts';
import { generatedPages, makePages } from '../../scripts/docs/pages.ts';
import { withScreens } from '../../scripts/docs/screens.ts';
import { CODEC_NAMES } from '../../src/value/compile-codecs.ts';
import { ROOT } from './pages.ts';

const PAGES = await makePages(ROOT);
const REMEDY = 'run: node scripts/docs/generate.ts --screens';

describe('generated pages', () => {
  it.each([...PAGES])('%s is what its source makes of it', (path, text) => {
    expect(existsSync(join(ROOT, path)), REMEDY).toBe(true);
    expect(readFileSync(join(ROOT, path), 'utf8'), REMEDY).toBe(text);
  });

  it('all have a source', () => {
    expect(generatedPages(ROOT).filter((path) => !PAGES.has(path))).toEqual([]);
  });
});

describe('screens', () => {
  const withScreen = [...PAGES].filter(([, text]) => /^```console$/m.test(text));

  it('stand in the README', () => {
    expect(withScreen.map(([path]) => path)).toContain('README.md');
  });

  it.each(withScreen)('%s shows what its commands print', async (path, text) => {
    expect(await withScreens(text, path), REMEDY).toBe(text);
  });
});

describe('the table of codecs', () => {
  it('has every codec and no other', () => {
    expect(Object.keys(CODEC_EXAMPLES).sort()).toEqual(CODEC_NAMES);
  });

  it.each(CODEC_NAMES)('says of %s that it is exact only when it gives back what the system held', async (name) => {
    const { written, lossy } = await runExample(name);
    const example = CODEC_EXAMPLES[name];

    expect(example?.law).toMatch(lossy === null ? /^Exact/ : /^Lossy/);
    if (
      ['date', 'time', 'datetime', 'decimal', 'prefix', 'pad', 'map', 'boolean', 'list', 'values', 'json'].includes(
        name,
      )
    )
      expect(written).toBe(example?.native);
  });
});

describe('the page of codes', () => {
  it('has a sentence for every code', () => {
    expect(
      scanCodes(ROOT)
        .filter(({ summary }) => summary === '')
        .map(({ code }) => code),
    ).toEqual([]);
  });

  it('says nothing of codes that are gone', () => {
    const codes = new Set(scanCodes(ROOT).map(({ code }) => code));

    expect(Object.keys(SENTENCES).filter((code) => !codes.has(code))).toEqual([]);
  });

  it('finds codes of every room that tells problems', () => {
    const rooms = new Set(scanCodes(ROOT).flatMap(({ rooms }) => rooms));

    expect([...rooms]).toEqual(
      expect.arrayContaining(['manifest', 'value', 'transform', 'plan', 'apply', 'state', 'cli']),
    );
  });
});
