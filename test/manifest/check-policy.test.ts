import { describe, expect, it } from 'vitest';
import { changed, DESIGN_EXAMPLES } from './design-examples.ts';
import { loadTexts, toLine } from './load-text.ts';

/** One slip in the examples: file, what is replaced by what, where it is told, and what is said. */
const SLIPS: readonly (readonly [name: string, file: string, from: string, to: string, at: string, told: RegExp])[] = [
  [
    'a limit on an unknown entity',
    'safety.yaml',
    'entity: customer, action',
    'entity: costumer, action',
    '4:15 UNKNOWN_ENTITY',
    /Did you mean "customer"\?/,
  ],
  [
    'a limit on an unknown system',
    'safety.yaml',
    'action: delete',
    'system: er, action: delete',
    '4:33 UNKNOWN_SYSTEM',
    /Did you mean "erp"\?/,
  ],
  ['a limit without a number', 'safety.yaml', ', max: 5, ratio: 1%', '', '4:5 POLICY_SAYS_NOTHING', /max or ratio/],
  ['a share over 100 %', 'safety.yaml', 'ratio: 1%', 'ratio: 101%', '4:56 BAD_RATIO', /1% or 0\.01/],
  [
    'a guard of an unknown field',
    'safety.yaml',
    'field: credit, factor',
    'field: kredit, factor',
    '6:32 UNKNOWN_FIELD',
    /Did you mean "credit"\?/,
  ],
  [
    'a source of an unknown entity',
    'safety.yaml',
    'guards:',
    'sources: [{ entity: costumer, system: crm, minimum: 50% }]\nguards:',
    '5:21 UNKNOWN_ENTITY',
    /Did you mean "customer"\?/,
  ],
  [
    'a source that no system is',
    'safety.yaml',
    'guards:',
    'sources: [{ entity: customer, system: legacy, minimum: 50% }]\nguards:',
    '5:39 UNKNOWN_SYSTEM',
    /legacy/,
  ],
  [
    'a source in a system that does not hold it',
    'safety.yaml',
    'guards:',
    'sources: [{ entity: employee, system: erp, minimum: 50% }]\nguards:',
    '5:39 SYSTEM_WITHOUT_BINDING',
    /is read from/,
  ],
  [
    'a source of a share over 100 %',
    'safety.yaml',
    'guards:',
    'sources: [{ entity: customer, system: crm, minimum: 500% }]\nguards:',
    '5:53 BAD_RATIO',
    /last complete read/,
  ],
  ['a guard that guards nothing', 'safety.yaml', 'factor: 2, ', '', '6:5 POLICY_SAYS_NOTHING', /factor, minimum/],
  [
    'an approval of an unknown term',
    'safety.yaml',
    'term: iban',
    'term: ibam',
    '9:13 UNKNOWN_TERM',
    /Did you mean "iban"\?/,
  ],
  [
    'an approval of a field without an entity',
    'safety.yaml',
    '{ entity: customer, field: credit, action',
    '{ field: credit, action',
    '10:7 FIELD_WITHOUT_ENTITY',
    /entity: <entity>/,
  ],
  [
    'an approval of an unknown field',
    'safety.yaml',
    'field: credit, action',
    'field: credits, action',
    '10:32 UNKNOWN_FIELD',
    /Did you mean "credit"\?/,
  ],
  [
    'a group that is too small',
    'safety.yaml',
    'approvals:\n  - { term: iban, from: finance, count: 1',
    'groups: { finance: [ann, Ann], pricing: [bob], sales: [bob] }\napprovals:\n  - { term: iban, from: finance, count: 2',
    '10:41 GROUP_TOO_SMALL',
    /1 of the 2 people/,
  ],
  [
    'a group of a guard that nobody belongs to',
    'safety.yaml',
    'name: safety',
    'name: safety\ngroups: { finance: [ann], pricng: [bob], sales: [bob] }',
    '7:61 UNDECLARED_GROUP',
    /Did you mean "pricng"\?/,
  ],
  ['an approval of nothing', 'safety.yaml', 'term: iban, ', '', '9:5 POLICY_SAYS_NOTHING', /term or entity/],
  [
    'a window of an unknown system',
    'safety.yaml',
    'system: erp',
    'system: epr',
    '12:15 UNKNOWN_SYSTEM',
    /Did you mean "erp"\?/,
  ],
  ['a window without a zone', 'safety.yaml', ' Europe/Berlin', '', '12:27 BAD_WINDOW', /days, hours and a time zone/],
  ['a window in no zone', 'safety.yaml', 'Europe/Berlin', 'Europe/Atlantis', '12:27 BAD_WINDOW', /IANA/],
  ['a window on no day', 'safety.yaml', 'Mon-Fri', 'Mo-Fr', '12:27 BAD_WINDOW', /Mon-Fri/],
  ['a window at no hour', 'safety.yaml', '20:00', '25:00', '12:27 BAD_WINDOW', /06:00-20:00/],
  ['a window of no length', 'safety.yaml', '20:00', '06:00', '12:27 BAD_WINDOW', /00:00-24:00/],
  [
    'a test of an unknown entity',
    'tests.yaml',
    'entity: customer',
    'entity: custmer',
    '3:9 UNKNOWN_ENTITY',
    /Did you mean "customer"\?/,
  ],
  [
    'a test of a system that does not hold the entity',
    'tests.yaml',
    'entity: customer',
    'entity: employee',
    '6:3 SYSTEM_NOT_BOUND',
    /Known: crm/,
  ],
  ['a test of an unknown system', 'tests.yaml', '  erp: []', '  epr: []', '6:3 UNKNOWN_SYSTEM', /Did you mean "erp"\?/],
  [
    'a base of an unknown system',
    'tests.yaml',
    'base:\n  crm',
    'base:\n  crn',
    '8:3 UNKNOWN_SYSTEM',
    /Did you mean "crm"\?/,
  ],
  [
    'an expected change in an unknown system',
    'tests.yaml',
    'system: erp',
    'system: eerp',
    '11:23 UNKNOWN_SYSTEM',
    /Did you mean "erp"\?/,
  ],
  [
    'an expected change of an unknown field',
    'tests.yaml',
    '{ email: jane',
    '{ emale: jane',
    '11:64 UNKNOWN_FIELD',
    /Did you mean "email"\?/,
  ],
  [
    'an expected change of an unknown field in a list',
    'tests.yaml',
    '{ email: jane@example.com }',
    '[email, emale]',
    '11:70 UNKNOWN_FIELD',
    /Did you mean "email"\?/,
  ],
  [
    'an expected key of an unknown field',
    'tests.yaml',
    'key: C-1',
    'key: { customr_no: C-1 }',
    '11:35 UNKNOWN_FIELD',
    /Did you mean "customer_no"\?/,
  ],
];

describe('the meaning of policies and tests', () => {
  it.each(SLIPS)('tells %s at its place', (...slip) => {
    const [, file, from, to, at, told] = slip;
    const { diagnostics } = loadTexts(changed(file, from, to));

    const hits = diagnostics.filter(
      (each) => toLine(each) === at && typeof each.at === 'object' && each.at.file === `sync.d/${file}`,
    );
    expect(diagnostics.map(toLine)).toContain(at);
    expect(hits.map((each) => each.detail)).toEqual([expect.stringMatching(told)]);
  });
});

describe('groups', () => {
  const groupsOf = (to: string): readonly string[] =>
    loadTexts(changed('safety.yaml', 'name: safety', `name: safety\n${to}`)).diagnostics.map(toLine);

  it('are no matter where nobody declares any', () => {
    expect(loadTexts(DESIGN_EXAMPLES).diagnostics.map(toLine)).toEqual([]);
  });

  it('are as many as are asked', () => {
    expect(groupsOf('groups: { finance: [ann, bob], pricing: [carl@example.com], sales: [Jane Doe] }')).toEqual([]);
  });

  it.each(['finance: []', 'finance: [ann, ann]', 'finance: [" ann"]', '"two words": [ann]'])(
    'that make no sense are told: %s',
    (group) => {
      expect(groupsOf(`groups: { ${group} }`)).not.toEqual([]);
    },
  );

  it('that a term asks must be among them, too', () => {
    expect(groupsOf('groups: { other: [ann] }').filter((line) => line.endsWith('UNDECLARED_GROUP')).length).toBe(5);
  });
});
