import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DESIGN_EXAMPLES } from './design-examples.ts';
import { loadTexts, toLine } from './load-text.ts';

const entity = (fields: string): string => `kind: entity\nname: e\nkey: no\nfields:\n  ${fields}\nsystems: {}\n`;
const policy = (limits: string): string => `kind: policy\nname: p\nlimits:\n  - ${limits}\n`;

/** A document with one fault of shape, where it is told, and what is said. */
const FAULTS: readonly (readonly [name: string, text: string, at: string, told: RegExp])[] = [
  [
    'an unknown key',
    'kind: system\nname: x\nconector: csv\n',
    '3:1 MANIFEST_UNKNOWN_KEY',
    /A system has the keys kind, name, .*Did you mean "connector"\?/,
  ],
  [
    'an unknown key far from any other',
    'kind: system\nname: x\nconnector: csv\nzzz: 1\n',
    '4:1 MANIFEST_UNKNOWN_KEY',
    /limits\. Keys of your own begin with x-\.$/,
  ],
  [
    'an unknown key deep inside',
    entity('no: { owner: a, lable: b }'),
    '5:19 MANIFEST_UNKNOWN_KEY',
    /A field has the keys term, owner/,
  ],
  [
    'a key of an object prototype',
    'kind: system\nname: x\nconnector: csv\ntoString: 1\n',
    '4:1 MANIFEST_UNKNOWN_KEY',
    /A system has the keys/,
  ],
  [
    'a word of another tool',
    'kind: system\nname: s\nadapter: csv\n',
    '3:1 MANIFEST_UNKNOWN_KEY',
    /Did you mean "connector"\?/,
  ],
  [
    'a missing key',
    'kind: system\nname: x\n',
    '1:1 MANIFEST_MISSING_KEY',
    /needs the key "connector".*For example: postgres/,
  ],
  ['a missing name', 'kind: system\nconnector: csv\n', '1:1 MANIFEST_MISSING_KEY', /needs the key "name"/],
  [
    'a missing key inside',
    'kind: dictionary\nname: d\nterms:\n  email: { title: E-mail }\n',
    '4:3 MANIFEST_MISSING_KEY',
    /A term needs the key "type"/,
  ],
  ['a missing kind', 'name: x\n', '1:1 MANIFEST_NO_KIND', /kind: entity/],
  ['a misspelled kind', 'knid: system\nname: x\nconnector: csv\n', '1:1 MANIFEST_NO_KIND', /Did you mean "kind"\?/],
  [
    'an unknown kind',
    'kind: systm\nname: x\n',
    '1:7 MANIFEST_UNKNOWN_KIND',
    /system, dictionary, entity, policy, route, test\. Did you mean "system"\?/,
  ],
  ['a kind that is no text', 'kind: [system]\nname: x\n', '1:7 MANIFEST_UNKNOWN_KIND', /The kinds are/],
  ['a document that is a list', '- kind: system\n', '1:1 MANIFEST_NOT_A_MAP', /"kind" and "name"/],
  [
    'a number for a text',
    'kind: system\nname: x\nconnector: 5\n',
    '3:12 MANIFEST_WRONG_TYPE',
    /"connector" must be text, and is a whole number\. Put it in quotes\./,
  ],
  [
    'a text for a number',
    policy('{ entity: e, max: "5" }'),
    '4:23 MANIFEST_WRONG_TYPE',
    /must be a whole number, and is text\. Remove the quotes\./,
  ],
  [
    'nothing for a map',
    'kind: entity\nname: e\nkey: no\nfields:\nsystems: {}\n',
    '4:1 MANIFEST_WRONG_TYPE',
    /"fields" must be a map, and is empty\./,
  ],
  [
    'a map in a list of texts',
    'kind: entity\nname: e\nkey: [{ a: b }]\nfields: { a: { owner: b } }\nsystems: {}\n',
    '3:7 MANIFEST_WRONG_TYPE',
    /Each item of "key" must be text, and is a map/,
  ],
  [
    'a value that is not one of those allowed',
    entity('no: { owner: a, class: privat }'),
    '5:26 MANIFEST_NOT_ONE_OF',
    /public, internal, personal, confidential\./,
  ],
  ['a misspelled type', entity('no: { owner: a, type: strng }'), '5:25 MANIFEST_NOT_ONE_OF', /Did you mean "string"\?/],
  [
    'a misspelled right',
    'kind: system\nname: x\nconnector: csv\naccess: { a: [reed] }\n',
    '4:15 MANIFEST_NOT_ONE_OF',
    /Did you mean "read"\?/,
  ],
  [
    'a rate in no known unit',
    'kind: system\nname: x\nconnector: csv\nlimits: { requests: 50/week }\n',
    '4:21 MANIFEST_BAD_FORM',
    /For example: 50\/s/,
  ],
  [
    'a duration in no known unit',
    'kind: policy\nname: p\napprovals: [{ term: t, from: f, expires: 4 hours }]\n',
    '3:42 MANIFEST_BAD_FORM',
    /4h/,
  ],
  ['a share that is no percentage', policy('{ entity: e, ratio: "1/100" }'), '4:25 MANIFEST_BAD_FORM', /1%/],
  ['a negative number', policy('{ entity: e, max: -1 }'), '4:23 MANIFEST_OUT_OF_BOUNDS', /"max" must be >= 0/],
  [
    'an empty list',
    'kind: entity\nname: e\nkey: []\nfields: { a: { owner: b } }\nsystems: {}\n',
    '3:1 MANIFEST_OUT_OF_BOUNDS',
    /"key" must not be empty/,
  ],
  [
    'a field that stands twice',
    'kind: entity\nname: e\nkey: [a, a]\nfields: { a: { owner: b } }\nsystems: {}\n',
    '3:6 MANIFEST_OUT_OF_BOUNDS',
    /same thing twice/,
  ],
  [
    'a name with a space',
    'kind: system\nname: my crm\nconnector: csv\n',
    '2:7 MANIFEST_BAD_NAME',
    /letters, digits, _ and -/,
  ],
  ['a name as key with a dot', entity('a.b: { owner: c }'), '5:3 MANIFEST_BAD_NAME', /customer\.email/],
  [
    'a name that is too long',
    `kind: system\nname: ${'n'.repeat(65)}\nconnector: csv\n`,
    '2:7 MANIFEST_OUT_OF_BOUNDS',
    /64/,
  ],
  ['two owners', entity('no: { type: string, owner: [crm, erp] }'), '5:30 FIELD_TWO_OWNERS', /one system of record/],
];

describe('the shape of a document', () => {
  it.each(FAULTS)('is refused for %s, at its place and once', (_, content, at, told) => {
    const { manifest, diagnostics } = loadTexts({ 'bad.yaml': content });

    expect(diagnostics.map(toLine)).toEqual([at]);
    expect(diagnostics[0]?.detail).toMatch(told);
    expect(manifest).toBeNull();
  });

  it.each([
    ['a code that is no text', 'values: { CA: 5 }', 'MANIFEST_WRONG_TYPE'],
    ['an empty code list', 'values: []', 'MANIFEST_OUT_OF_BOUNDS'],
    ['an unknown key of a code', 'values: { CA: { titel: California } }', 'MANIFEST_UNKNOWN_KEY'],
    ['an unknown key beside a shipped list', 'values: { list: iso-4217, code: {} }', 'MANIFEST_UNKNOWN_KEY'],
    ['aliases that are no lists', 'values: { list: iso-4217, aliases: { EUR: euro } }', 'MANIFEST_WRONG_TYPE'],
    ['a list of lists', 'type: { list: list }', 'MANIFEST_NOT_ONE_OF'],
    ['an unknown type of elements', 'type: { list: { type: strin } }', 'MANIFEST_NOT_ONE_OF'],
    ['an empty value that is a number', 'empty: [0]', 'MANIFEST_WRONG_TYPE'],
    ['a scale below zero', 'scale: -1', 'MANIFEST_OUT_OF_BOUNDS'],
  ])('refuses %s in a term, without a word about other forms', (_, words, code) => {
    const type = words.startsWith('type') ? '' : 'type: string, ';
    const { diagnostics } = loadTexts({ 'd.yaml': `kind: dictionary\nname: d\nterms:\n  t: { ${type}${words} }\n` });

    expect(diagnostics.map((each) => each.code)).toEqual([code]);
  });

  it('is checked in every document of a file', () => {
    const { diagnostics } = loadTexts({ 'bad.yaml': 'kind: system\nname: a\n---\nkind: system\nname: b\n' });

    expect(diagnostics.map(toLine)).toEqual(['1:1 MANIFEST_MISSING_KEY', '4:1 MANIFEST_MISSING_KEY']);
  });

  it('leaves keys that begin with x- alone', () => {
    const { diagnostics } = loadTexts({
      'a.yaml': 'kind: system\nname: a\nconnector: csv\nx-owner: { team: sales }\n',
    });

    expect(diagnostics).toEqual([]);
  });
});

/** Keys of the examples that are words of the schemas, with the character at which they stand. */
function findKeys(text: string): { key: string; offset: number }[] {
  const own =
    /(?<=^ *|[{,] )(kind|name|title|connector|connection|access|limits|requests|concurrency|budget|terms|type|format|equality|class|values|aliases|scale|minimum|approve|empty|description|synonyms|examples|steward|status|pattern|key|fields|term|owner|required|unique|derive|groups|lifecycle|on_missing|on_delete|on_orphan|deactivate|match|rules|check|message|severity|on_foreign_edit|systems|resource|where|codec|read|write|mode|fill|accept_unguarded|entity|action|ratio|guards|factor|hold_for|transitions|approvals|from|count|four_eyes|expires|windows|allow|given|base|bootstrap|expect|changes|findings|verdict|code)(?=:( |$))/gm;
  return [...text.matchAll(own)].map((match) => ({ key: match[1] ?? '', offset: match.index }));
}

/** Names of the examples' own that happen to be words of a schema too: below these, any key is allowed. */
const FREE = /^ {2}(country|credit|status|street|label|email): |transitions: |deactivate: |name & |note: {4}/;

describe('a misspelled key', () => {
  const all = Object.entries(DESIGN_EXAMPLES).flatMap(([file, text]) =>
    findKeys(text).map((found) => ({ file, text, ...found })),
  );
  const words = all.filter(({ text, offset, key }) => {
    const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, text.indexOf('\n', offset));
    return (
      key.length > 3 &&
      !/codec: \S*.?\{ $/.test(text.slice(0, offset)) &&
      !(FREE.test(line) && ['status', 'country'].includes(key))
    );
  });

  it('is told at its line, with what was meant', () => {
    expect(words.length).toBeGreaterThan(80);

    fc.assert(
      fc.property(fc.constantFrom(...words), fc.nat(), ({ file, text, key, offset }, at) => {
        const cut = at % key.length;
        const wrong = `${key.slice(0, cut)}${key.slice(cut + 1)}`;
        const { diagnostics } = loadTexts({
          ...DESIGN_EXAMPLES,
          [file]: text.slice(0, offset) + wrong + text.slice(offset + key.length),
        });

        const line = text.slice(0, offset).split('\n').length;
        const hit = diagnostics.find(
          (each) =>
            typeof each.at === 'object' && each.at.line === line && each.detail.includes(`Did you mean "${key}"?`),
        );
        expect(
          hit?.length,
          `${file}:${line} ${wrong}: ${diagnostics.map((each) => `${toLine(each)} ${each.detail}`).join('; ')}`,
        ).toBe(wrong.length);
      }),
      { numRuns: 150 },
    );
  }, 120_000);
});
