import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { breaches } from './architecture/rules.ts';
import { importsOf, stripSource } from './architecture/source-text.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the source tree', () => {
  const paths = globSync(['src/**/*.ts', 'plugins/**/*.ts'], { cwd: root }).map((path) => path.replaceAll('\\', '/'));

  it('keeps the directions of the layout', () => {
    const told = paths.sort().flatMap((path) => breaches({ path, text: readFileSync(`${root}/${path}`, 'utf8') }));

    expect(paths.length).toBeGreaterThan(100);
    expect(told).toEqual([]);
  });
});

describe('a planted breach is found', () => {
  const planted: readonly (readonly [string, string, string, string])[] = [
    [
      'a stage that imports another stage',
      'src/diff/x.ts',
      "import { a } from '../plan/a.ts';",
      'diff may not import plan',
    ],
    [
      'a type import of another stage',
      'src/diff/x.ts',
      "import type { A } from '../plan/a.ts';",
      'diff may not import plan',
    ],
    [
      'a re-export of another stage',
      'src/match/x.ts',
      "export { a } from '../diff/a.ts';",
      'match may not import diff',
    ],
    [
      'an import over several lines',
      'src/rules/x.ts',
      "import {\n  a,\n  b,\n} from '../read/a.ts';",
      'rules may not import read',
    ],
    [
      'a dynamic import of another stage',
      'src/match/x.ts',
      "const a = await import('../diff/a.ts');",
      'match may not import diff',
    ],
    ['model importing a room', 'src/model/x.ts', "import { a } from '../value/a.ts';", 'model may not import value'],
    [
      'a command that skips the pipeline',
      'src/commands/x.ts',
      "import { a } from '../apply/a.ts';",
      'commands may not import apply',
    ],
    [
      'core importing a plugin',
      'src/connector/x.ts',
      "import a from '../../plugins/csv/index.ts';",
      'it imports a plugin by path',
    ],
    [
      'core importing what is for tests',
      'src/pipeline/x.ts',
      "import { a } from '../testing/a.ts';",
      'it imports what is only for tests',
    ],
    ['a pure room with node:', 'src/plan/x.ts', "import { join } from 'node:path';", 'a pure room imports node:path'],
    ['a pure room with a clock', 'src/render/x.ts', 'const now = new Date();', 'a pure room uses Date'],
    ['a pure room with Date.now', 'src/diff/x.ts', 'const now = () => Date.now();', 'a pure room uses Date'],
    ['a pure room with chance', 'src/match/x.ts', 'const x = () => Math.random();', 'a pure room uses Math.random'],
    ['a pure room with console', 'src/value/x.ts', 'console.log(1);', 'a pure room uses console'],
    ['a pure room with fetch', 'src/rules/x.ts', 'const x = () => fetch(url);', 'a pure room uses fetch'],
    [
      'a clock inside a template',
      'src/plan/x.ts',
      'const x = () => `at ${`${Date.now()}`} o`;',
      'a pure room uses Date',
    ],
    [
      'a writer called outside apply',
      'src/pipeline/x.ts',
      'await connector.writeBatch(batch, signal);',
      'it calls a writer',
    ],
    ['a writer called with ?.', 'src/cli/x.ts', 'await connector.writeBatch?.(batch, signal);', 'it calls a writer'],
    [
      'a plugin that reaches into core',
      'plugins/csv/x.ts',
      "import { a } from '../../src/model/error.ts';",
      'it leaves its folder',
    ],
    [
      'a plugin that reaches into another',
      'plugins/csv/x.ts',
      "import { a } from '../memory/index.ts';",
      'it leaves its folder',
    ],
    [
      'a plugin that imports another edge',
      'plugins/csv/x.ts',
      "import { a } from 'concordat/testing';",
      'not concordat/connector',
    ],
    [
      'a client library loaded at once',
      'plugins/csv/index.ts',
      "import { parse } from 'csv-parse';",
      'is loaded before it is opened',
    ],
    ['a let at module level', 'src/state/x.ts', 'let cache = 1;', 'state at module level: let cache'],
    [
      'an empty map at module level',
      'src/state/x.ts',
      'const cache = new Map<string, string>();',
      'state at module level: const cache',
    ],
    ['an unknown room', 'src/misc/x.ts', '', 'there is no room misc'],
    ['a name that is not kebab-case', 'src/plan/buildPlan.ts', '', 'not kebab-case'],
    ['a name that says nothing', 'src/plan/plan-utils.ts', '', 'says nothing'],
    ['an index in a room', 'src/plan/index.ts', '', 'edges of the package'],
    ['a long file', 'src/plan/x.ts', 'a;\n'.repeat(251), 'it has 251 lines'],
    ['a long command', 'src/commands/x.ts', 'a;\n'.repeat(80), 'it has 80 lines'],
  ];

  it.each(planted)('%s', (_, path, text, expected) => {
    expect(breaches({ path, text }).join('\n')).toContain(expected);
  });
});

describe('what is allowed is not told', () => {
  const fine: readonly (readonly [string, string, string])[] = [
    [
      'a stage importing model, value and itself',
      'src/diff/x.ts',
      "import { a } from '../model/a.ts';\nimport { b } from '../value/b.ts';\nimport { c } from './c.ts';",
    ],
    [
      'words in comments and strings',
      'src/plan/x.ts',
      "// new Date() from '../diff/a.ts'\nconst a = 'Math.random(), console.log, new Date()';\n/* fetch(x) */",
    ],
    ['words in regular expressions', 'src/value/x.ts', 'const quote = /[\'"`]/;\nconst date = /new Date()/;'],
    [
      'the process that runs expressions',
      'src/transform/evaluator-process.ts',
      "import { fork } from 'node:child_process';",
    ],
    ['the writer in apply', 'src/apply/x.ts', 'await connector.writeBatch(batch, signal);'],
    ['the definition of a writer', 'plugins/csv/x.ts', 'const a = { async writeBatch(batch, signal) { return []; } };'],
    ['constants at module level', 'src/plan/x.ts', "const SIGNS = new Map([['a', 1]]);\nconst NAMES = ['a'];"],
    ['an empty constant that nobody may fill', 'src/value/x.ts', 'const NONE: readonly string[] = [];'],
    ['a let in a function', 'src/plan/x.ts', 'function f() {\n  let a = 1;\n}'],
    [
      'a client library loaded when opened',
      'plugins/csv/index.ts',
      "import type { Parser } from 'csv-parse';\nconst open = async () => import('csv-parse');",
    ],
    ['generated types', 'src/model/generated/plan.ts', 'a;\n'.repeat(900)],
  ];

  it.each(fine)('%s', (_, path, text) => {
    expect(breaches({ path, text })).toEqual([]);
  });
});

describe('reading source', () => {
  it('finds every form of import once', () => {
    const source =
      "import 'a';\nimport b from 'b';\nimport type { C } from 'c';\nexport * from 'd';\nconst e = import('e');\nexport const f = 'from \\'g\\'';";

    expect(importsOf(source).map(({ from }) => from)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('blanks strings, nested templates and regular expressions, and keeps division', () => {
    const code = stripSource(
      'const a = x / 2; const b = `${`in ${"ner"}`}`; const c = /\\/[/]*/g; f(1 / 2, "y");',
      true,
    );

    expect(code).toBe('const a = x / 2; const b = ``""``; const c = //g; f(1 / 2, "");');
  });
});
