import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCollection, isPair, parseAllDocuments } from 'yaml';
import { MAX_DEPTH, scanTokens } from '../../src/manifest/scan-tokens.ts';
import { toTextFile } from '../../src/manifest/source-file.ts';
import { loadTexts, toLine } from './load-text.ts';

const utf16 = new Uint8Array(Buffer.from('﻿kind: system\n', 'utf16le'));
const nested = (levels: number): string => `x: ${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}`;

/** What is refused: the text, where, and what the person is told to do. */
const TRAPS: readonly (readonly [name: string, text: string | Uint8Array, at: string, told: RegExp])[] = [
  ['leading zeros', 'a: 00123\n', '1:4 YAML_ALTERED_NUMBER', /"00123".*write 123\./],
  ['an old octal', 'a: 012\n', '1:4 YAML_ALTERED_NUMBER', /"012"/],
  ['hexadecimal', 'a: 0x1F\n', '1:4 YAML_ALTERED_NUMBER', /"0x1F"/],
  ['octal', 'a: 0o17\n', '1:4 YAML_ALTERED_NUMBER', /"0o17"/],
  ['a trailing zero', 'a: [1, 1.10]\n', '1:8 YAML_ALTERED_NUMBER', /read as 1\.1.*"1\.10"/],
  ['a sign', 'a: +49\n', '1:4 YAML_ALTERED_NUMBER', /"\+49"/],
  ['a negative zero', 'a: -0\n', '1:4 YAML_ALTERED_NUMBER', /"-0"/],
  ['an exponent', 'a: 1e3\n', '1:4 YAML_ALTERED_NUMBER', /"1e3".*write 1000/],
  ['an overflow', 'a: 1e400\n', '1:4 YAML_ALTERED_NUMBER', /infinity\. Put it in quotes: "1e400"\.$/],
  ['21 digits', 'a: 123456789012345678901\n', '1:4 YAML_ALTERED_NUMBER', /quotes: "123456789012345678901"\.$/],
  ['more than 53 bits', 'a: 9007199254740993\n', '1:4 YAML_ALTERED_NUMBER', /quotes: "9007199254740993"\.$/],
  ['infinity', 'a: .inf\n', '1:4 YAML_ALTERED_NUMBER', /"\.inf"/],
  ['not a number', 'a: .NaN\n', '1:4 YAML_ALTERED_NUMBER', /"\.NaN"/],
  ['a tag that runs code', 'a: !!js/function "x"\n', '1:4 YAML_TAG', /Remove it/],
  ['a tag that only converts', 'a: !!str 1\n', '1:4 YAML_TAG', /quotes/],
  ['an anchor', 'a: &x 1\n', '1:4 YAML_ANCHOR', /Write the value out/],
  ['an alias', 'a: *x\n', '1:4 YAML_ALIAS', /Write the value out/],
  ['a version directive', '%YAML 1.1\n---\na: no\n', '1:1 YAML_DIRECTIVE', /Remove the line/],
  ['a tag directive', '%TAG ! tag:x,2000:\n---\na: 1\n', '1:1 YAML_DIRECTIVE', /Remove the line/],
  ['a duplicate key', 'a: 1\nb: 2\na: 3\n', '3:1 YAML_DUPLICATE_KEY', /sync\.d\/bad\.yaml:1:1/],
  ['a duplicate key in quotes', 'a: { b: 1, "b": 2 }\n', '1:12 YAML_DUPLICATE_KEY', /Remove or rename/],
  ['a number as key', '1: a\n', '1:1 YAML_KEY_NOT_TEXT', /"1"/],
  ['null as key', 'null: a\n', '1:1 YAML_KEY_NOT_TEXT', /"null"/],
  ['true as key', 'true: a\n', '1:1 YAML_KEY_NOT_TEXT', /"true"/],
  ['a list as key', '? [1, 2]\n: a\n', '1:3 YAML_KEY_NOT_TEXT', /single text/],
  ['nothing as key', ': a\n', '1:1 YAML_KEY_NOT_TEXT', /YAML tools disagree/],
  ['a merge key', '<<: { a: 1 }\n', '1:1 YAML_MERGE_KEY', /Write the keys out/],
  ['a prototype key', 'a: { __proto__: 1 }\n', '1:6 YAML_RESERVED_NAME', /another name/],
  ['a constructor key', 'constructor: 1\n', '1:1 YAML_RESERVED_NAME', /another name/],
  ['a quoted prototype key', '"prototype": 1\n', '1:1 YAML_RESERVED_NAME', /another name/],
  ['a reserved name', 'kind: system\nname: __proto__\nconnector: csv\n', '2:7 YAML_RESERVED_NAME', /another name/],
  ['65 levels of lists', nested(65), '1:67 YAML_TOO_DEEP', /bracket missing/],
  ['900 open brackets', '['.repeat(900), '1:65 YAML_TOO_DEEP', /64 levels/],
  ['900 braces', '{a: '.repeat(900), '1:257 YAML_TOO_DEEP', /64 levels/],
  ['900 dashes', '- '.repeat(900), '1:129 YAML_TOO_DEEP', /64 levels/],
  ['900 question marks', '? '.repeat(900), '1:129 YAML_TOO_DEEP', /64 levels/],
  [
    '900 indented keys',
    Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}k:\n`).join(''),
    '65:66 YAML_TOO_DEEP',
    /64 levels/,
  ],
  ['closing brackets of another kind', '[}{]'.repeat(300), '1:2 YAML_SYNTAX', /another kind/],
  ['more than a megabyte', `a: "${'x'.repeat(1_000_000)}"`, '1:1 YAML_TOO_LARGE', /Split it/],
  [
    'more than 5,000 keys',
    Array.from({ length: 5_001 }, (_, i) => `k${i}: 1\n`).join(''),
    '1:1 YAML_TOO_MANY_KEYS',
    /5001 keys/,
  ],
  ['UTF-16', utf16, '1:1 YAML_ENCODING', /UTF-8/],
  ['broken UTF-8', new Uint8Array([0x61, 0x3a, 0x20, 0xff, 0x0a]), '1:1 YAML_ENCODING', /UTF-8/],
  ['a NUL', 'a: b\u0000c\n', '1:5 YAML_CONTROL_CHARACTER', /U\+0000/],
  ['an escape character', 'a: "\u001b[2J"\n', '1:5 YAML_CONTROL_CHARACTER', /U\+001B/],
  ['an open brace', 'a: {\n', '2:1 YAML_SYNTAX', /quotes/],
  ['two values on a line', 'a: b: c\n', '1:5 YAML_SYNTAX', /quotes/],
  ['a tab as indentation', '\ta: 1\n', '1:1 YAML_SYNTAX', /Tabs/],
];

describe('YAML that tools read differently', () => {
  it.each(TRAPS)('refuses %s with place, code and fix', (_, content, at, told) => {
    const { manifest, diagnostics } = loadTexts({ 'bad.yaml': content });

    const hit = diagnostics.find((diagnostic) => toLine(diagnostic) === at);
    expect(diagnostics.map(toLine)).toContain(at);
    expect(hit?.detail).toMatch(told);
    expect(hit?.at).toMatchObject({ file: 'sync.d/bad.yaml' });
    expect(manifest).toBeNull();
  });

  it('shows the line and two on either side', () => {
    const { diagnostics } = loadTexts({ 'bad.yaml': 'a: 1\r\nb: 2\nc: 007\nd: 4\ne: 5\nf: 6\n' });

    expect(diagnostics[0]).toMatchObject({ length: 3, at: { line: 3, column: 4 } });
    expect(diagnostics[0]?.frame).toEqual([
      { number: 1, text: 'a: 1' },
      { number: 2, text: 'b: 2' },
      { number: 3, text: 'c: 007' },
      { number: 4, text: 'd: 4' },
      { number: 5, text: 'e: 5' },
    ]);
  });

  it('shows no line that is too long to read, and cuts its neighbours', () => {
    const long = `a: "${'x'.repeat(500)}"`;
    const { diagnostics } = loadTexts({ 'a.yaml': `${long}\nb: 01\nc: ["${'y'.repeat(500)}", 02]\n` });

    expect(diagnostics[0]?.frame?.map((line) => line.text.length)).toEqual([400, 5, 400]);
    expect(diagnostics[1]?.frame).toEqual([]);
  });

  it('tells every trap of a file, sorted by place', () => {
    const { diagnostics } = loadTexts({ 'b.yaml': 'x: 01\ny: 02\n', 'a.yaml': 'z: 03\n' });

    const places = diagnostics.map((each) =>
      typeof each.at === 'string' ? each.at : `${each.at.file}:${each.at.line}`,
    );
    expect(places).toEqual(['sync.d/a.yaml:1', 'sync.d/b.yaml:1', 'sync.d/b.yaml:2']);
  });

  it('keeps what stands for itself: words, times, dates, short numbers, truth values, quoted text', () => {
    const given =
      'kind: test\nname: t\nentity: e\ngiven: { crm: [{ a: NO, b: yes, c: 12:30, d: 2020-01-01, e: 1.5, f: 12, g: -3, h: true, i: ~, j: "00123", k: 9007199254740991, l: 0.1 }] }\nexpect: {}\n';
    const { diagnostics } = loadTexts({ 'ok.yaml': given });

    expect(diagnostics.map((each) => each.code)).toEqual(['UNKNOWN_ENTITY']);
  });

  it('reads 64 levels, and brackets in text at any number', () => {
    const text = `${nested(MAX_DEPTH)}\n---\na: |\n${'  [[[[[[[[[[[[[[[[[[[[\n'.repeat(9)}b: "${'['.repeat(99)}"\n`;

    expect(loadTexts({ 'deep.yaml': text }).diagnostics.map((each) => each.code)).toEqual([
      'MANIFEST_NO_KIND',
      'MANIFEST_NO_KIND',
    ]);
  });

  it.each([
    'a: [b c\n  d, "e", [f], {g: h, i: [j]}]\n',
    'a: {\n  b: c,\n  "d": e,\n  f: ,\n}\n',
    '? a: b\n: c: d\n',
    '[a: b, c: d]\n',
    '- - a: b\n    c: d\n  - e\n- f\n',
    '{a: b}: c\n',
    'a:\n- b: c\n  d: e\n- f\nb: |\n  x: y: z\n  ]\nc: >-\n  - a: b: c\nd: "e: f: g"\n',
    'a: b # c: d: e\nc: [ # d: [\n  e\n]\n',
  ])('takes sound YAML for sound: %j', (text) => {
    expect(parseAllDocuments(text).flatMap((document) => document.errors)).toEqual([]);
    expect(scanTokens(toTextFile('any.yaml', text))).toEqual([]);
  });

  it('leaves empty documents and empty files out', () => {
    expect(loadTexts({ 'a.yaml': '---\n---\n# nothing\n---\n', 'b.yaml': '' }).diagnostics).toEqual([]);
  });

  it('never throws, whatever the text', () => {
    const pieces = [
      '[',
      ']',
      '{',
      '}',
      '- ',
      '? ',
      ': ',
      'a',
      '"',
      "'",
      '|',
      '>',
      '\n',
      '  ',
      '#',
      '&x ',
      '*x',
      '!t ',
      '%Y',
      '---\n',
      '...\n',
      ',',
      '<<',
      '1',
      '\t',
      '~',
      '\r\n',
      'kind: entity\n',
    ];

    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 80 }), (parts) => {
        const { manifest, diagnostics } = loadTexts({ 'any.yaml': parts.join('') });
        expect(manifest === null).toBe(diagnostics.some((each) => each.severity === 'error'));
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  it('lets nothing through that the parser would nest deeper than 64', () => {
    const pieces = [
      '[',
      '{a: ',
      '- ',
      '? ',
      '{',
      'k:\n',
      '\n',
      ' ',
      '   ',
      ']',
      '}',
      'a: ',
      ': ',
      '"x": ',
      '|\n',
      '---\n',
      ', ',
    ];
    const texts = fc.array(fc.tuple(fc.constantFrom(...pieces), fc.integer({ min: 1, max: 40 })), {
      minLength: 1,
      maxLength: 30,
    });

    fc.assert(
      fc.property(texts, (parts) => {
        const text = parts.map(([piece, times]) => piece.repeat(times)).join('');
        if (scanTokens(toTextFile('any.yaml', text)).length > 0) return;
        for (const document of parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' })) {
          expect(depthOf(document.contents)).toBeLessThanOrEqual(MAX_DEPTH);
        }
      }),
      { numRuns: 3_000 },
    );
  }, 120_000);
});

function depthOf(node: unknown): number {
  if (isPair(node)) return Math.max(depthOf(node.key), depthOf(node.value));
  return isCollection(node) ? 1 + Math.max(0, ...node.items.map(depthOf)) : 0;
}
