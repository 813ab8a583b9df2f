import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ONE_WORD, SENTENCES } from './code-sentences.ts';

/** One stable code, as the source has it. */
export interface ErrorCode {
  readonly code: string;
  /** Constant sentence that goes with it; empty when the source makes it elsewhere. */
  readonly summary: string;
  /** Rooms that use it. */
  readonly rooms: readonly string[];
  /** Exit code of the command when it is thrown; null when it is only told. */
  readonly exit: number | null;
}

/** A code at one place; a sentence from a table of codes goes before others. */
interface FoundCode extends ErrorCode {
  readonly isKeyed: boolean;
}

const QUOTED = new RegExp(`['"\`]([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|${ONE_WORD.join('|')})['"\`]`, 'g');
/** A table of codes and sentences. */
const KEYED = /^\s+([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+):\s*('(?:[^'\\\n]|\\.)*'(?:\s*\+\s*'(?:[^'\\\n]|\\.)*')*)/gm;
const SENTENCE =
  /'((?:[^'\\\n]|\\.)*[a-z] (?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*[a-z] (?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*[a-z] (?:[^`\\]|\\.)*)`/;
/** An inserted value of a template, with what is nested in it. */
const INSERTED = /\$\{(?:[^{}`]|`[^`]*`|\{[^}]*\})*\}/g;
/** A table of codes and objects with a summary. */
const OBJECTS = /^\s+([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+):\s*\{/gm;
/** Quoted words that look like codes: environment, Node's own, SQL. */
const FOREIGN =
  /^(?:CONCORDAT_|GITHUB_|GITLAB_|BUILD_|NO_COLOR|FORCE_COLOR|ERR_|SQLITE_|ECONN|PG[A-Z]*_|XDG_|NODE_|COLORTERM|EAI_|CSV_)/;

/** What may be wrong with a signed head of the audit chain, or with an anchor. */
const HEAD_SENTENCES: Readonly<Record<string, string>> = {
  FOREIGN: 'was signed for another state.',
  FORGED: 'is not signed by the key it names.',
  KEY: 'is signed with a key that is not trusted.',
  MALFORMED: 'is no signed head.',
  MISMATCH: 'was signed for another record: the chain was made anew.',
  UNMET: 'was signed for a record that is not there: the chain was cut, or an older copy was put back.',
};

/** Codes that the source puts together from parts. */
const MADE_OF_PARTS: readonly ErrorCode[] = [
  ...['CREATE', 'UPDATE', 'DELETE', 'CLEAR'].map((action) => ({
    code: `LIMIT_${action}`,
    summary: 'The plan crosses a limit and will not be applied.',
    rooms: ['plan'],
    exit: null,
  })),
  ...['HEAD', 'ANCHOR'].flatMap((what) =>
    Object.entries(HEAD_SENTENCES).map(([ending, sentence]) => ({
      code: `${what}_${ending}`,
      summary: `${what === 'HEAD' ? 'A head' : 'An anchor'} of the audit chain ${sentence}`,
      rooms: ['audit'],
      exit: null,
    })),
  ),
];

/** All codes of the source and the plugins, sorted. A code whose sentence is not found needs a line in code-sentences.ts. */
export function scanCodes(root: string): readonly ErrorCode[] {
  const found = new Map<string, ErrorCode>(MADE_OF_PARTS.map((known) => [known.code, known]));
  for (const folder of ['src', 'plugins']) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files
      .filter((name) => name.endsWith('.ts') && !/^(?:model|manifest)\/generated\//.test(name))
      .sort()) {
      const room = roomOf(folder, file);
      for (const one of codesIn(readFileSync(join(root, folder, file), 'utf8'), room)) {
        found.set(one.code, merge(found.get(one.code), one));
      }
    }
  }
  return [...found.values()]
    .map((one) => ({ ...one, summary: SENTENCES[one.code] ?? one.summary }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

const NOTIFIERS: readonly string[] = ['email', 'github-issues', 'slack', 'webhook'];

function roomOf(folder: string, file: string): string {
  const [first = ''] = file.split(/[\\/]/);
  if (folder === 'plugins') return `${NOTIFIERS.includes(first) ? 'notifier' : 'connector'} ${first}`;
  return first.replace(/\.ts$/, '');
}

function codesIn(text: string, room: string): FoundCode[] {
  const plain = text.replaceAll(/\/\*[^]*?\*\//g, (comment) => ' '.repeat(comment.length));
  const keyed = [...plain.matchAll(KEYED)].map(([, code = '', texts = '']) => ({
    code,
    summary: texts.replaceAll(/'\s*\+\s*'/g, '').slice(1, -1),
    rooms: [room],
    exit: null,
    isKeyed: true,
  }));
  const quoted = [...plain.matchAll(QUOTED), ...plain.matchAll(OBJECTS)].flatMap((place) => {
    const code = place[1] ?? '';
    if (FOREIGN.test(code)) return [];
    const after = plain.slice(place.index + place[0].length - 1);
    const before = plain.slice(Math.max(0, place.index - 60), place.index);
    return [{ code, summary: summaryAfter(after), rooms: [room], exit: exitOf(code, before, after), isKeyed: false }];
  });
  return [...keyed, ...quoted];
}

/** The next sentence within the same call, as a constant: what changes stands as `…`. */
function summaryAfter(after: string): string {
  const here = callText(after).slice(1).replaceAll(INSERTED, '…');
  const sentence = SENTENCE.exec(/summary:\s*([^]*)/.exec(here)?.[1] ?? here);
  const text = sentence?.[1] ?? sentence?.[2] ?? sentence?.[3] ?? '';
  return text
    .replaceAll(/\\(['"`])/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function exitOf(code: string, before: string, after: string): number | null {
  if (/\brefusal\(\s*$/.test(before) && code.startsWith('PLAN_')) return 1;
  if (!/ConcordatError\(\s*$/.test(before)) return null;
  const call = callText(after);
  const stated = /exit:\s*(\d+)/.exec(call)?.[1];
  if (stated !== undefined) return Number(stated);
  return /isRetryable:\s*true/.test(call) ? 75 : 1;
}

/** Text up to the end of the call or object that the code stands in. */
function callText(after: string): string {
  let depth = 0;
  for (let i = 1; i < Math.min(after.length, 900); i += 1) {
    const character = after[i] ?? '';
    if ('({['.includes(character)) depth += 1;
    if (')}]'.includes(character)) depth -= 1;
    if (depth < 0) return after.slice(0, i);
    if (depth === 0 && character === ';' && after[i + 1] === '\n') return after.slice(0, i);
  }
  return after.slice(0, 900);
}

function merge(known: ErrorCode | undefined, one: FoundCode): ErrorCode {
  const { isKeyed, ...plain } = one;
  if (known === undefined) return plain;
  return {
    code: one.code,
    summary: known.summary === '' || isKeyed ? one.summary : known.summary,
    rooms: known.rooms.includes(one.rooms[0] ?? '') ? known.rooms : [...known.rooms, ...one.rooms].sort(),
    exit: known.exit ?? one.exit,
  };
}
