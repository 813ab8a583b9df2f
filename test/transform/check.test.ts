import { afterAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { check, lineageOf } from '../../src/transform/check.ts';
import { createEvaluator } from '../../src/transform/evaluator.ts';
import { manifestOf, type Parts } from './manifest-of.ts';

const evaluator = createEvaluator();
afterAll(() => evaluator.close());

function checked(parts: Parts): Promise<readonly Diagnostic[]> {
  return check(manifestOf(parts), evaluator);
}

/** `code: detail` of each problem. */
async function problemsOf(parts: Parts): Promise<string[]> {
  return (await checked(parts)).map(({ code, detail }) => `${code}: ${detail}`);
}

describe('check', () => {
  it('finds nothing wrong with a sound manifest', async () => {
    const parts = {
      terms: 'country: { type: string, values: iso-3166-1-alpha-2 }\nmoney: { type: decimal, scale: 2 }',
      fields: `
name: { type: string, owner: crm }
country: { term: country, owner: crm }
credit: { term: money, owner: erp }
label: { derive: "name & ' ' & no", type: string }`,
      rules: `- { name: named, check: "$exists(name)", message: A name is needed. }`,
      crm: 'fields: { no: no, name: name, country: { at: country, codec: { values: title } }, credit: credit }',
      erp: `
fields: { no: no, credit: { at: cents, codec: { decimal: minor-units } } }
read: { country: "$uppercase(cc)" }
write: { cc: "$lowercase(country)", display: "name & ' (' & no & ')'" }`,
    };

    expect(await problemsOf(parts)).toEqual([]);
  });

  describe('expressions', () => {
    const place = { file: 'sync.d/all.yaml', line: expect.any(Number), column: expect.any(Number) };

    it.each([
      [
        'does not parse',
        'name &',
        'EXPRESSION_SYNTAX',
        'The derived field customer.x: The expression ends too early. (S0207) At character 6 of the expression.',
      ],
      ['is impure', 'name & $now()', 'EXPRESSION_IMPURE', expect.stringContaining('$now')],
      [
        'loses a regular expression',
        '$match(name, /x/) ?: no',
        'EXPRESSION_REGEX_COALESCE',
        expect.stringContaining('??'),
      ],
      [
        'calls a function that is not there',
        '$upercase(name)',
        'EXPRESSION_UNKNOWN_NAME',
        'The derived field customer.x calls $upercase, which is no function of JSONata and is bound nowhere in it. Did you mean "$uppercase"? At character 1 of the expression.',
      ],
      [
        'names a field with a dollar',
        'no & $name',
        'EXPRESSION_UNKNOWN_NAME',
        'The derived field customer.x uses $name, which is bound nowhere in it. A field is named without a dollar: name. At character 6 of the expression.',
      ],
      [
        'reads an unknown field',
        'nmae & no',
        'EXPRESSION_UNKNOWN_FIELD',
        'The derived field customer.x reads "nmae". Did you mean "name"?',
      ],
      [
        'reads a field unlike all others',
        'telephone',
        'EXPRESSION_UNKNOWN_FIELD',
        expect.stringContaining('Known fields: no, name, x.'),
      ],
      [
        'forgets the dollar of a function',
        'uppercase(name)',
        'EXPRESSION_UNKNOWN_FIELD',
        expect.stringContaining('$uppercase(…)'),
      ],
      ['takes the whole record', '$string($)', 'EXPRESSION_READS_ALL', expect.stringContaining('Name the fields')],
    ])('refuses a derived field that %s', async (_, source, code, detail) => {
      const fields = `name: { type: string, owner: crm }\nx: { derive: ${JSON.stringify(source)}, type: string }`;

      const [first] = await checked({ fields, crm: 'fields: { no: no, name: name }' });

      expect(first).toMatchObject({ code, severity: 'error', at: place, length: source.length, detail });
    });

    it('looks into rules, reads and writes as well', async () => {
      const parts = {
        fields: 'name: { type: string, owner: crm }',
        rules: '- { name: r, check: "name = nmae", message: m }',
        crm: 'fields: { no: no, name: name }',
        erp: 'read: { name: "first & " }\nwrite: { first: nane }',
      };

      expect(await problemsOf(parts)).toEqual([
        'EXPRESSION_UNKNOWN_FIELD: The rule r of customer reads "nmae". Did you mean "name"?',
        expect.stringMatching(/^EXPRESSION_SYNTAX: The read expression of customer\.name from erp: /),
        'EXPRESSION_UNKNOWN_FIELD: The write expression of customer for erp:first reads "nane". Did you mean "name"?',
      ]);
    });

    it('lets a rule take the whole record, and a read any native field', async () => {
      const parts = {
        fields: 'name: { type: string, owner: crm }',
        rules: '- { name: r, check: "$count($keys($)) > 0", message: m }',
        crm: 'read: { name: "anything & **.other" }',
      };

      expect(await problemsOf(parts)).toEqual([]);
    });
  });

  describe('cycles', () => {
    it('names the path of derived fields that need each other', async () => {
      const fields = `
a: { derive: "b & 1", type: string }
b: { derive: "c & 2", type: string }
c: { derive: "a & no", type: string }
d: { derive: "a & 4", type: string }`;

      expect(await problemsOf({ fields })).toEqual([
        expect.stringMatching(/^DERIVE_CYCLE: In customer: a → b → c → a\./),
      ]);
    });

    it('finds a field that is derived from itself', async () => {
      expect(await problemsOf({ fields: 'a: { derive: "a & 1", type: string }' })).toEqual([
        expect.stringContaining('DERIVE_CYCLE: In customer: a → a.'),
      ]);
    });

    it('follows fields through the native fields of a system', async () => {
      const parts = {
        fields: 'total: { type: string, owner: erp }\nlabel: { derive: "total & no", type: string }',
        crm: 'fields: { no: no, total: total }',
        erp: 'fields: { no: no, label: text }\nread: { total: "$substringBefore(text, no)" }',
      };

      expect(await problemsOf(parts)).toEqual([
        expect.stringContaining('DERIVE_CYCLE: In customer: total → label → total.'),
      ]);
    });

    it('follows fields through two systems', async () => {
      const parts = {
        fields: 'a: { type: string, owner: crm }\nb: { type: string, owner: erp }',
        crm: 'read: { a: x }\nwrite: { x: b }',
        erp: 'read: { b: y }\nwrite: { y: a }',
      };

      expect(await problemsOf(parts)).toEqual([expect.stringContaining('DERIVE_CYCLE: In customer: a → b → a.')]);
    });

    it('refuses to write a field back to where it is read from', async () => {
      const parts = {
        fields: 'a: { type: string, owner: crm }',
        crm: 'read: { a: $trim(x) }\nwrite: { x: $uppercase(a) }',
        erp: 'fields: { no: no, a: a }',
      };

      expect(await problemsOf(parts)).toEqual([
        expect.stringMatching(/^EXPRESSION_WRITES_OWN_FIELD: customer\.a is owned by crm/),
      ]);
    });

    it('takes a system that gets a field of its own under another name', async () => {
      const parts = {
        fields: 'a: { type: string, owner: crm }',
        crm: 'read: { a: $trim(x) }\nwrite: { y: $uppercase(a) }',
        erp: 'fields: { no: no, a: a }',
      };

      expect(await problemsOf(parts)).toEqual([]);
    });
  });

  describe('types and codecs', () => {
    it('tells a bad type once, at its term', async () => {
      const problems = await problemsOf({
        terms:
          'mail: { type: string, format: emial }\ncode: { type: string, pattern: "(?=x)" }\nland: { type: string, values: iso-3166 }',
        fields: 'mail: { term: mail, owner: crm }\ncode: { term: code, owner: crm }\nland: { term: land, owner: crm }',
        crm: 'fields: { no: no, mail: mail, code: code, land: land }',
      });

      expect(problems).toEqual([
        'TYPE_FORMAT: The term mail: There is no format "emial". Did you mean "email"?',
        expect.stringMatching(/^TYPE_PATTERN: The term code: /),
        expect.stringMatching(/^TYPE_LIST: The term land: There is no code list "iso-3166"/),
      ]);
    });

    it('tells a bad type of a field at the field', async () => {
      const fields = 'code: { type: string, pattern: "(?=x)", owner: crm }';

      expect(await problemsOf({ fields, crm: 'fields: { no: no, code: code }' })).toEqual([
        expect.stringMatching(/^TYPE_PATTERN: The field customer\.code: /),
      ]);
    });

    it.each([
      ['lowercas', /^CODEC_UNKNOWN: customer\.n in erp: .*Did you mean "lowercase"/],
      ['[trim, uppercase]', /^CODEC_TYPE: customer\.n in erp: The codec uppercase does not fit/],
      ['{ decimal: inches }', /^CODEC_ARGUMENT: customer\.n in erp: /],
    ])('refuses the codec %s of a decimal', async (codec, expected) => {
      const parts = {
        fields: 'n: { type: decimal, owner: crm }',
        crm: 'fields: { no: no, n: n }',
        erp: `fields: { no: no, n: { at: n, codec: ${codec} } }`,
      };

      expect(await problemsOf(parts)).toEqual([expect.stringMatching(expected)]);
    });

    it('points at the codec of the chain that does not fit', async () => {
      const parts = {
        fields: 'n: { type: decimal, owner: crm }',
        crm: 'fields: { no: no, n: n }',
        erp: 'fields:\n  no: no\n  n:\n    at: n\n    codec:\n      - trim\n      - uppercase',
      };
      const manifest = manifestOf(parts);
      const codecs = manifest.entities.get('customer')?.bindings.get('erp')?.fields.get('n')?.codecs;

      const [problem] = await check(manifest, evaluator);

      expect(problem?.at).toEqual(codecs?.[1]?.at);
    });

    it('tells of a lossy codec where it is written, unless valid values have nothing to lose', async () => {
      const parts = {
        terms: 'sku: { type: string, pattern: "[A-Z]-[0-9]{5}", examples: [C-10234] }',
        fields: 'name: { type: string, owner: crm }\nsku: { term: sku, owner: crm }\nown: { type: string, owner: erp }',
        crm: 'fields: { no: no, name: name, sku: sku, own: own }',
        erp: 'fields: { no: no, name: { at: n, codec: trim }, sku: { at: s, codec: trim }, own: { at: o, codec: trim } }',
      };

      expect(await problemsOf(parts)).toEqual([expect.stringMatching(/^CODEC_LOSSY: customer\.name in erp: /)]);
    });
  });
});

describe('lineageOf', () => {
  it('tells where each field comes from and where it goes', () => {
    const lineage = lineageOf(
      manifestOf({
        fields: 'name: { type: string, owner: crm }\nlabel: { derive: "name & no", type: string }',
        rules: '- { name: named, check: "$exists(name)", message: m }',
        crm: 'read: { name: "first & last" }',
        erp: 'fields: { no: no, label: text }\nwrite: { display: "name & label" }',
      }),
    );
    const at = { file: 'sync.d/all.yaml', line: expect.any(Number), column: expect.any(Number) };

    expect(lineage.get('customer.name')).toEqual({
      entity: 'customer',
      field: 'name',
      owner: 'crm',
      derivedFrom: [],
      readBy: ['label', 'named'],
      from: [{ system: 'crm', resource: 'accounts', native: ['first', 'last'], via: 'read', at }],
      to: [{ system: 'erp', resource: 'clients', native: ['display'], via: 'write', at }],
    });
    expect(lineage.get('customer.label')).toEqual({
      entity: 'customer',
      field: 'label',
      owner: null,
      derivedFrom: ['name', 'no'],
      readBy: [],
      from: [],
      to: [
        { system: 'erp', resource: 'clients', native: ['text'], via: 'field', at },
        { system: 'erp', resource: 'clients', native: ['display'], via: 'write', at },
      ],
    });
    expect(lineage.get('customer.no')).toMatchObject({
      readBy: ['label'],
      from: [{ system: 'crm', via: 'field' }],
      to: [{ system: 'erp', via: 'field' }],
    });
  });
});
