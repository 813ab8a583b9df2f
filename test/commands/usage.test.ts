import { describe, expect, it } from 'vitest';
import { PROGRAM, runProcess, runProgram } from './run-program.ts';

describe('a command line that cannot be understood', () => {
  const wrong: readonly (readonly [string, readonly string[], string])[] = [
    ['an unknown command', ['bogus'], 'There is no command bogus.'],
    ['a typo in a command', ['pln'], 'Did you mean plan?'],
    ['a typo in a command of two words', ['system', 'chek'], 'Did you mean system check?'],
    ['an unknown command with help', ['bogus', '--help'], 'There is no command bogus.'],
    ['an unknown flag', ['plan', '--bogus'], 'The command plan has no flag --bogus.'],
    ['a typo in a flag', ['plan', '--selct', 'customer'], 'Did you mean --select?'],
    ['an unknown short flag', ['plan', '-x'], '-x'],
    ['a flag before no command', ['--bogus'], 'There is no flag --bogus'],
    ['an extra argument', ['plan', 'extra'], 'Unexpected argument: extra.'],
    ['a missing argument', ['trace', 'customer'], 'Missing 1 required arg: key'],
    ['a missing value', ['plan', '--out'], '--out expects a value'],
    ['a missing value of -C', ['plan', '-C'], '--directory expects a value'],
    ['-C alone', ['-C'], 'There is no flag -C without a command.'],
    ['a bad value', ['plan', '--format', 'yaml'], 'Expected --format=yaml to be one of: text, markdown, json'],
    ['a bad log level', ['plan', '--log-level', 'loud'], 'Expected --log-level=loud'],
    ['an unknown schema', ['schema', 'bogus'], 'There is no schema with this name.'],
    ['a flag that depends on another', ['init', '--resource', 'a'], '--from'],
    ['a plan file with flags of planning', ['apply', 'a.plan', '--select', 'customer'], 'belong to plan'],
    ['a value of a flag that takes none', ['apply', '--yes=no'], 'The flag --yes takes no value.'],
    ['an empty file', ['plan', '--out', ''], '--out is empty.'],
    ['an empty file after =', ['plan', '--json-into='], '--json-into'],
    ['an empty folder', ['plan', '-C', ''], '--directory is empty.'],
    ['an empty name', ['init', '--name', ' '], '--name is empty.'],
    ['an empty selector', ['plan', '--select', 'a', '--select', ''], '--select is empty.'],
    ['an empty argument', ['show', ''], 'PLAN is empty.'],
    ['nobody to ask', ['apply'], 'There is no terminal to ask on.'],
    ['a source that cannot be read', ['init', '--from', 'ftp://x'], '--from names no system'],
  ];

  it.each(wrong)('%s exits 64 and says what to do', async (_, args, words) => {
    const ran = await runProgram(args);

    expect(ran).toMatchObject({ code: 64, stdout: '' });
    expect(ran.stderr.replaceAll(/\s+/g, ' ')).toContain(words);
    expect(ran.stderr).not.toMatch(/\n\s+at |node_modules|file:\/\//);
  });

  it.each(wrong)('%s is one JSON document with --json', async (_, args, words) => {
    const ran = await runProgram(['--json', ...args]);
    const document = JSON.parse(ran.stdout) as { error: Record<string, unknown> };

    expect(ran).toMatchObject({ code: 64, stderr: '' });
    expect(Object.keys(document)).toEqual(['error']);
    expect(Object.keys(document.error)).toEqual(['code', 'message', 'at', 'advice', 'diagnostics']);
    expect(`${String(document.error['message'])} ${String(document.error['advice'])}`).toContain(words);
    expect(ran.stdout.length).toBeLessThan(1_000);
  });
});

describe('flags of every command', () => {
  it.each([
    [['--json', 'show', '/nowhere.plan']],
    [['show', '--json', '/nowhere.plan']],
    [['show', '/nowhere.plan', '--json']],
    [['-C', '/', '--json', 'show', '/nowhere.plan']],
    [['-C/', 'show', '--log-level=warn', '/nowhere.plan', '--json']],
    [['--directory=/', '--no-color', 'show', '/nowhere.plan', '--json']],
  ])('may stand anywhere: %j', async (args) => {
    const ran = await runProgram(args);

    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'PLAN_MISSING', at: '/nowhere.plan' } });
  });

  it('may stand between the words of a command', async () => {
    const ran = await runProgram(['system', '-C', '/nowhere', 'check', '--json']);

    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'PROJECT_NOT_FOUND' } });
  });

  it('are arguments behind --', async () => {
    const ran = await runProgram(['show', '--', '--json']);

    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('PLAN_MISSING');
  });

  it('reach every command', async () => {
    const commands = [
      'init',
      'validate',
      'test',
      'plan',
      'show',
      'apply',
      'status',
      'trace',
      'system check',
      'system describe',
      'types',
      'schema',
    ];
    for (const command of commands) {
      const { code, stdout } = await runProgram([...command.split(' '), '--help']);

      expect(code, command).toBe(0);
      expect(stdout, command).toMatch(/-C, --directory=DIR[^]*--json[^]*--log-level=[^]*--no-color/);
      expect(stdout, command).toMatch(/EXAMPLES\n[^]*\$ concordat /);
    }
  });
});

describe('help and version', () => {
  it.each([[[]], [['--help']], [['-h']], [['help']], [['-C', '/tmp', '--help']], [['--json']]])(
    '%j lists the commands',
    async (args) => {
      const ran = await runProgram(args);

      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(ran.stdout).toMatch(/COMMANDS\n +apply /);
    },
  );

  it.each([
    [['help', 'plan']],
    [['plan', '--help']],
    [['plan', '-h']],
    [['-C', '/tmp', 'plan', '--help']],
    [['plan', '--help', 'extra']],
  ])('%j explains the command', async (args) => {
    const ran = await runProgram(args);

    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('$ concordat plan [');
  });

  it('explains a topic', async () => {
    const ran = await runProgram(['system']);

    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/system check +[^]*system describe /);
  });

  it('tells its version', async () => {
    const ran = await runProgram(['--version']);

    expect(ran.stdout).toMatch(/^concordat\/\d+\.\d+\.\d+ /);
  });

  it('answers in under 0.4 s of CPU', async () => {
    const measure =
      'process.on("exit", () => { const { user, system } = process.cpuUsage(); process.stderr.write(`cpu ${user + system}`); });';
    const runs = [];
    for (let i = 0; i < 3; i += 1) {
      const { stderr } = await runProgram(['--help'], {
        node: ['--import', `data:text/javascript,${encodeURIComponent(measure)}`],
      });
      runs.push(Number(/cpu (\d+)/.exec(stderr)?.[1]) / 1e6);
    }

    expect(Math.min(...runs)).toBeLessThan(0.4);
  });

  it('loads no driver, validator or evaluator for help', async () => {
    const { stderr } = await runProgram(['--help'], { env: { NODE_DEBUG: 'module,esm' } });

    expect(stderr).toMatch(/node_modules\/@oclif\/core\//);
    expect(stderr).not.toMatch(/node_modules\/(?:pg|ajv|jsonata|csv-parse|yaml|cosmiconfig|simple-git)\//);
  });
});

describe('the process', () => {
  it('tells an old Node in one line, exit 1', async () => {
    const pretend = 'Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.11.1" } });';
    const ran = await runProgram(['plan'], {
      node: ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`],
    });

    expect(ran).toEqual({ code: 1, stdout: '', stderr: 'concordat needs Node 24 or later; this is Node 20.11.1.\n' });
  });

  it('ends quietly when its reader goes away', async () => {
    const ran = await runProcess('bash', [
      '-c',
      `set -o pipefail; "$0" "$1" schema plan | head -c 1; echo "exit \${PIPESTATUS[0]}"`,
      process.execPath,
      PROGRAM,
    ]);

    expect(ran).toMatchObject({ stdout: '{exit 0\n', stderr: '' });
  });

  it.each([
    ['NODE_ENV', 'test'],
    ['NODE_ENV', 'development'],
    ['CONCORDAT_CONTENT_TYPE', 'json'],
    ['DEBUG', ''],
  ])('does not change with %s=%s', async (name, value) => {
    const ran = await runProgram(['plan', '--bogus'], { env: { [name]: value } });

    expect(ran).toMatchObject({ code: 64, stdout: '' });
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });
});
