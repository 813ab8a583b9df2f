import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import markdownIt from 'markdown-it';
import { slug } from '../../scripts/docs/markdown.ts';
import { pagePaths } from '../../scripts/docs/pages.ts';

/** The project's folder. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** A block of code of a page. */
export interface CodeBlock {
  readonly page: string;
  /** Line of the block's fence, from 1. */
  readonly line: number;
  /** `yaml`, `console`, … */
  readonly language: string;
  /** `key=value` words behind the language. */
  readonly options: ReadonlyMap<string, string>;
  readonly text: string;
}

/** A page of the documentation, read. */
export interface DocPage {
  readonly path: string;
  readonly blocks: readonly CodeBlock[];
  readonly links: readonly string[];
  readonly codes: readonly string[];
  /** Addresses that a link may name behind `#`. */
  readonly anchors: ReadonlySet<string>;
}

const READER = markdownIt({ html: true });
const OTHERS = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

/** README, everything under docs/, and the other pages of the root. */
export function readPages(): readonly DocPage[] {
  return [...pagePaths(ROOT), ...OTHERS].map(readPage);
}

function readPage(path: string): DocPage {
  const text = readFileSync(resolve(ROOT, path), 'utf8');
  const tokens = READER.parse(text, {}) as readonly Token[];
  const inline = tokens.flatMap(({ children }) => children ?? []);
  return {
    path,
    blocks: tokens.filter(({ type }) => type === 'fence').map((token) => toBlock(path, token)),
    links: inline.filter(({ type }) => type === 'link_open').map((token) => String(token.attrGet('href'))),
    codes: inline.filter(({ type }) => type === 'code_inline').map(({ content }) => content),
    anchors: new Set([
      ...headingsOf(tokens).map(slug),
      ...[...text.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id),
    ]),
  };
}

/** The part of markdown-it's tokens that is used here; the package has no types. */
interface Token {
  readonly type: string;
  readonly info: string;
  readonly content: string;
  readonly map: readonly [number, number] | null;
  readonly children: readonly Token[] | null;
  attrGet(name: string): string | null;
}

function toBlock(page: string, { info, content, map }: Token): CodeBlock {
  const [language = '', ...words] = info.trim().split(/\s+/);
  const options = new Map(
    words.map((word) => {
      const [name = '', value = ''] = word.split('=');
      return [name, value] as const;
    }),
  );
  return { page, line: (map?.[0] ?? 0) + 1, language, options, text: content };
}

function headingsOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token, index) => {
    const text = tokens[index + 1]?.children?.map(({ content }) => content).join('');
    return token.type === 'heading_open' && text !== undefined ? [text] : [];
  });
}
