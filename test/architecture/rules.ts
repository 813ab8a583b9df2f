import { posix } from 'node:path';
import { importsOf, stripSource } from './source-text.ts';

/** A source file: path from the project's root, with `/`, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const STAGE_IMPORTS = ['model', 'value'];
const EVERYWHERE = '*';

/** What each room may import besides itself, and whether it is a function of its arguments. */
const ROOMS: Readonly<Record<string, { readonly imports: readonly string[]; readonly isPure: boolean }>> = {
  model: { imports: [], isPure: true },
  value: { imports: ['model'], isPure: true },
  manifest: { imports: STAGE_IMPORTS, isPure: false },
  connector: { imports: STAGE_IMPORTS, isPure: false },
  read: { imports: STAGE_IMPORTS, isPure: false },
  match: { imports: STAGE_IMPORTS, isPure: true },
  resolve: { imports: STAGE_IMPORTS, isPure: true },
  transform: { imports: STAGE_IMPORTS, isPure: true },
  rules: { imports: STAGE_IMPORTS, isPure: true },
  diff: { imports: STAGE_IMPORTS, isPure: true },
  plan: { imports: STAGE_IMPORTS, isPure: true },
  render: { imports: STAGE_IMPORTS, isPure: true },
  state: { imports: STAGE_IMPORTS, isPure: false },
  apply: { imports: STAGE_IMPORTS, isPure: false },
  audit: { imports: STAGE_IMPORTS, isPure: false },
  notify: { imports: [...STAGE_IMPORTS, 'connector'], isPure: false },
  testing: { imports: [...STAGE_IMPORTS, 'connector'], isPure: false },
  pipeline: { imports: [EVERYWHERE], isPure: false },
  cli: { imports: ['model', 'manifest', 'connector', 'render', 'pipeline', 'world'], isPure: false },
  commands: { imports: ['model', 'cli', 'render', 'pipeline'], isPure: false },
};

/** Files beside the rooms. */
const ROOT_FILES: Readonly<Record<string, readonly string[]>> = {
  bin: ['cli'],
  world: ['model'],
  pipeline: [EVERYWHERE],
};

/** The process that runs expressions, apart from the pure rest of its room. */
const IMPURE_FILES = /^src\/transform\/evaluator[a-z-]*\.ts$/;
const IMPURE_CODE: readonly (readonly [string, RegExp])[] = [
  ['Date', /\bnew Date\b|\bDate\s*[.(]/],
  ['Math.random', /\bMath\s*\.\s*random\b/],
  ['console', /\bconsole\s*\./],
  ['fetch', /(?<![.\w])fetch\s*\(/],
  ['process', /(?<![.\w])process\s*\./],
];
/** Files of model hold words only, no code: they may be longer. */
const MOST_WORDS = 350;
const VAGUE_NAME = /(?:^|-)(?:utils?|helpers?|common|manager|service)\.ts$/;

/** Every breach of layout.md and style.md in one file, as a sentence. */
export function breaches(file: SourceFile): string[] {
  const { path } = file;
  if (/^src\/(?:model|manifest)\/generated\//.test(path)) return [];
  const told = [...placeBreaches(path), ...sizeBreaches(file), ...stateBreaches(file), ...writerBreaches(file)];
  if (path.startsWith('src/')) told.push(...directionBreaches(file), ...purityBreaches(file));
  if (path.startsWith('plugins/')) told.push(...pluginBreaches(file));
  return told.map((breach) => `${path}: ${breach}`);
}

function placeBreaches(path: string): string[] {
  const name = posix.basename(path);
  const told: string[] = [];
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?\.ts$/.test(name)) told.push('its name is not kebab-case');
  if (VAGUE_NAME.test(name)) told.push('its name says nothing of what it holds');
  if (name === 'index.ts' && !/^(?:src\/(?:connector|testing)|plugins\/[a-z0-9-]+)\//.test(path))
    told.push('index.ts is for edges of the package');
  if (path.startsWith('src/') && !Object.hasOwn(ROOMS, roomOf(path)) && !Object.hasOwn(ROOT_FILES, roomOf(path))) {
    told.push(`there is no room ${roomOf(path)} in layout.md`);
  }
  return told;
}

function sizeBreaches({ path, text }: SourceFile): string[] {
  const lines = text.trimEnd().split('\n').length;
  const most = path.startsWith('src/commands/') ? 79 : path.startsWith('src/model/') ? MOST_WORDS : 250;
  return lines > most ? [`it has ${lines} lines, more than ${most}`] : [];
}

function stateBreaches({ text }: SourceFile): string[] {
  const lines = stripSource(text, true).split('\n');
  const moving = lines.filter((line) => /^(?:export\s+)?(?:let|var)\s/.test(line));
  const growing = lines.filter((line) =>
    /^(?:export\s+)?const\s+\w+\b(?!:\s*[Rr]eadonly)[^=]*=\s*(?:new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\)|\[\]|\{\});?$/.test(
      line,
    ),
  );
  return [...moving, ...growing].map((line) => `state at module level: ${line.trim()}`);
}

function writerBreaches({ path, text }: SourceFile): string[] {
  if (/^src\/(?:apply|testing)\//.test(path)) return [];
  return /\.\s*writeBatch\s*(?:\?\.\s*)?\(/.test(stripSource(text, true))
    ? ['it calls a writer; only src/apply may']
    : [];
}

function directionBreaches({ path, text }: SourceFile): string[] {
  const room = roomOf(path);
  const allowed = [...(ROOMS[room]?.imports ?? ROOT_FILES[room] ?? []), room];
  return importsOf(text).flatMap(({ from }) => {
    if (!from.startsWith('.'))
      return from.startsWith('concordat/') && room !== 'connector' ? [`it imports ${from} by package name`] : [];
    const target = posix.join(posix.dirname(path), from);
    if (target.startsWith('plugins/')) return [`it imports a plugin by path: ${from}`];
    if (target.startsWith('schemas/') && room === 'manifest') return [];
    if (!target.startsWith('src/')) return [`it imports from outside the source: ${from}`];
    const wanted = roomOf(target);
    if (wanted === 'testing' && room !== 'testing') return ['it imports what is only for tests'];
    return allowed.includes(EVERYWHERE) || allowed.includes(wanted)
      ? []
      : [`${room} may not import ${wanted}: ${from}`];
  });
}

function purityBreaches({ path, text }: SourceFile): string[] {
  if (ROOMS[roomOf(path)]?.isPure !== true || IMPURE_FILES.test(path)) return [];
  const code = stripSource(text, true);
  const used = IMPURE_CODE.filter(([, pattern]) => pattern.test(code)).map(([name]) => `a pure room uses ${name}`);
  const imported = importsOf(text).filter(({ from }) => from.startsWith('node:'));
  return [...used, ...imported.map(({ from }) => `a pure room imports ${from}`)];
}

function pluginBreaches({ path, text }: SourceFile): string[] {
  const own = path.split('/').slice(0, 2).join('/');
  return importsOf(text).flatMap(({ from, isType, isDynamic }) => {
    if (from.startsWith('.'))
      return posix.join(posix.dirname(path), from).startsWith(`${own}/`) ? [] : [`it leaves its folder: ${from}`];
    if (from.startsWith('concordat'))
      return from === 'concordat/connector' ? [] : [`it imports ${from}, not concordat/connector`];
    if (from.startsWith('node:')) return [];
    const isEntry = posix.basename(path) === 'index.ts';
    return isEntry && !isType && !isDynamic ? [`its client library ${from} is loaded before it is opened`] : [];
  });
}

/** `src/plan/order.ts` → `plan`, `src/pipeline.ts` → `pipeline`. */
function roomOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/, '');
}
