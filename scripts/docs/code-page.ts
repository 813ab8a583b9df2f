import type { ErrorCode } from './error-codes.ts';
import { code, page, table } from './markdown.ts';
import { GENERATED } from './schema-page.ts';

/** What a family of codes is about, by the first word of the code. Others stand under the last heading. */
const FAMILIES: readonly (readonly [string, readonly string[], string])[] = [
  [
    'Project and manifests',
    ['PROJECT', 'MANIFEST', 'YAML', 'ENV', 'SECRET', 'DUPLICATE', 'BAD_RATIO', 'BAD_WINDOW'],
    'Told by `validate`, and by every command before it starts.',
  ],
  [
    'Ownership and mapping',
    [
      'FIELD',
      'OWNER',
      'KEY',
      'GROUP',
      'LIFECYCLE',
      'NATIVE',
      'WRITE',
      'SYSTEM_NOT_BOUND',
      'ACCESS',
      'POLICY',
      'DERIVE',
      'LIVE',
      'REF',
      'UNKNOWN',
    ],
    'What the manifests say does not fit together, or not the live systems.',
  ],
  [
    'Types, values and codecs',
    ['TYPE', 'CODEC', 'VALUE', 'EMPTY'],
    'A type or a codec that cannot work, or a value that is not valid. An invalid value holds its field and nothing else.',
  ],
  [
    'Expressions',
    ['EXPRESSION', 'EVALUATOR', 'RULE', 'ENTITY_UNCOMPILED'],
    'JSONata that is refused, or that failed on a record.',
  ],
  [
    'Plans and limits',
    ['PLAN', 'LIMIT', 'SELECT', 'DRIFT', 'FOREIGN_EDIT', 'RECORD', 'READ_INCOMPLETE', 'MATCH', 'APPLY', 'WINDOW'],
    'Findings of a plan, and reasons why a plan is refused.',
  ],
  [
    'Alerts',
    ['ALERT', 'NOTIFY', 'NOT_RUN', 'ROUTE'],
    'What a route or its channel says. A channel that fails never fails a run.',
  ],
  [
    'State and key',
    ['STATE', 'KEY_MISSING', 'KEY_TOO_SHORT', 'KEY_UNREADABLE'],
    'The state, its lease, and the key of fingerprints.',
  ],
  [
    'Command line',
    [
      'USAGE',
      'BUG',
      'INIT',
      'SCHEMA',
      'FILE_WRITE_FAILED',
      'RESOURCE_UNKNOWN',
      'SYSTEM_UNKNOWN',
      'ENTITY_UNKNOWN',
      'INTERRUPTED',
    ],
    'Told before a command does anything, or when it cannot go on.',
  ],
  ['Systems and writes', [], 'What a system or its connector says, and why a change was not written.'],
];

/** The page of all codes. */
export function codePage(codes: readonly ErrorCode[]): string {
  const families = FAMILIES.map(([title, , about]) => {
    const own = codes.filter((one) => familyOf(one.code) === title);
    const rows = own.map(({ code: name, summary, rooms, exit }) => [
      `<a id="${name.toLowerCase()}"></a>${code(name)}`,
      escapeHtml(summary),
      exit === null ? '' : String(exit),
      rooms.join(', '),
    ]);
    return own.length === 0 ? [] : [`## ${title}`, about, table(['code', 'says', 'exit', 'from'], rows)];
  });
  return page([
    '# Codes',
    GENERATED('the source'),
    'Every problem has a stable code. Search this page for it; programs should branch on codes, never on texts.',
    '`…` stands for a name that changes. *Exit* is the exit code of the command when the problem ends it; without one, the problem is told and the work goes on, or `validate` collects it (exit 65).',
    ...families.flat(),
  ]);
}

/** The family whose longest prefix fits. */
function familyOf(name: string): string {
  let best = { title: FAMILIES.at(-1)?.[0] ?? '', length: 0 };
  for (const [title, prefixes] of FAMILIES) {
    for (const prefix of prefixes) {
      const fits = name === prefix || name.startsWith(`${prefix}_`);
      if (fits && prefix.length > best.length) best = { title, length: prefix.length };
    }
  }
  return best.title;
}

function escapeHtml(text: string): string {
  return text.replaceAll('<', '&lt;').replaceAll('{', '&#123;').replaceAll('}', '&#125;');
}
