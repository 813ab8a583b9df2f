import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPages, ROOT, type DocPage } from './pages.ts';

const PAGES = readPages();

describe('links of the documentation', () => {
  it.each(PAGES.map((page) => [page.path, page] as const))('%s points at nothing that is not there', (_, page) => {
    expect(page.links.filter((link) => !/^[a-z]+:/.test(link)).filter((link) => !resolves(page, link))).toEqual([]);
  });

  it('leads from the index to every page', () => {
    const reached = new Set<string>(['README.md']);
    for (const path of reached) for (const next of targets(path)) reached.add(next);

    expect(PAGES.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });
});

function resolves(page: DocPage, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page.path : posix.join(dirname(page.path), path);
  if (!existsSync(join(ROOT, target))) return false;
  if (anchor === undefined) return true;
  return PAGES.find((candidate) => candidate.path === target)?.anchors.has(anchor) === true;
}

function targets(path: string): string[] {
  const page = PAGES.find((candidate) => candidate.path === path);
  return (page?.links ?? [])
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => posix.join(dirname(path), link.split('#')[0] ?? ''));
}
