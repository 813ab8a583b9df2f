import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorChain } from '../../src/pipeline/audit-anchor.ts';
import { exportAudit } from '../../src/pipeline/audit-log.ts';
import { runProcess, type Ran } from '../commands/run-program.ts';
import { makeAudit } from './audit-project.ts';
import { leavesOf, OWN } from './chain.ts';

describe('concordat-audit-verify, away from the project', () => {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-auditor-'));
  const path = (name: string): string => join(dir, name);
  const run = (...args: readonly string[]): Promise<Ran> =>
    runProcess(process.execPath, [path('verify-program.ts'), ...args], { cwd: dir, env: { CONCORDAT_KEY: undefined } });
  const lines = (): string[] => readFileSync(path('audit.ndjson'), 'utf8').trimEnd().split('\n');
  const changed = (name: string, change: (texts: string[]) => readonly string[]): string => {
    writeFileSync(path(name), `${change(lines()).join('\n')}\n`);
    return name;
  };

  beforeAll(async () => {
    for (const file of ['verify.ts', 'verify-program.ts'])
      copyFileSync(new URL(`../../src/audit/${file}`, import.meta.url), path(file));
    const audit = await makeAudit();
    await audit.append(leavesOf(5));
    await audit.sign();
    await anchorChain(audit.project, { file: path('anchors.ndjson'), ref: null, remote: null, keys: [] });
    await audit.append(leavesOf(2, 'b'));
    await exportAudit(audit.project, path('audit.ndjson'));
    audit.remove();
  });
  afterAll(() => rmSync(dir, { recursive: true }));

  it('finds a sound export sound, and says what that covers', async () => {
    const ran = await run('audit.ndjson', '--anchors', 'anchors.ndjson', '--public-key', OWN.publicKey);

    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toContain('sound');
    expect(ran.stdout).toContain('Records behind the last anchor, 2 of 7');
    expect(ran.stdout).not.toContain('trusted');
  });

  it('prints a verdict under the published schema', async () => {
    const ran = await run('audit.ndjson', '--json');
    const schema = readFileSync(new URL('../../schemas/audit-verify.schema.json', import.meta.url), 'utf8');
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(schema) as object);
    const verdict: unknown = JSON.parse(ran.stdout);

    expect([validate(verdict), validate.errors]).toEqual([true, null]);
    expect(verdict).toMatchObject({ sound: true, records: 7, key: { trusted: false, seen: [OWN.publicKey] } });
  });

  it('takes a public key from a file and a lineage from elsewhere', async () => {
    writeFileSync(path('key'), `${OWN.publicKey}\n`);
    const lineage = (JSON.parse(lines()[0] ?? '') as { export: { lineage: string } }).export.lineage;

    expect((await run('audit.ndjson', '--public-key', 'key', '--lineage', lineage)).code).toBe(0);
    expect((await run('audit.ndjson', '--lineage', 'another')).stdout).toContain('EXPORT_FOREIGN');
  });

  it.each([
    ['an edit', (texts: string[]) => texts.map((text) => text.replace('Rome 2', 'Oslo')), 'CHAIN_HASH'],
    ['a deletion', (texts: string[]) => texts.toSpliced(4, 1), 'CHAIN_GAP'],
    ['a truncation', (texts: string[]) => texts.slice(0, 5), 'ANCHOR_UNMET'],
    ['a cut last line', (texts: string[]) => texts.slice(0, -1), 'EXPORT_CUT'],
    ['a lost head', (texts: string[]) => texts.toSpliced(1, 1), 'EXPORT_CUT'],
    ['a line of something else', (texts: string[]) => texts.toSpliced(3, 0, 'null'), 'EXPORT_LINE'],
    ['a head behind the records', (texts: string[]) => [...texts.toSpliced(1, 1), texts[1] ?? ''], 'EXPORT_LINE'],
    ['nothing at all', () => [], 'ANCHOR_FOREIGN'],
    [
      'another lineage',
      (texts: string[]) => texts.with(0, (texts[0] ?? '').replace(/"lineage":"./, '"lineage":"Z')),
      'CHAIN_FOREIGN',
    ],
  ])('finds %s, exit 1', async (name, change, code) => {
    const ran = await run(changed(`${name}.ndjson`, change), '--anchors', 'anchors.ndjson');

    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('NOT sound');
    expect(ran.stdout).toContain(code);
  });

  it('finds a half written anchor', async () => {
    writeFileSync(path('torn.ndjson'), readFileSync(path('anchors.ndjson'), 'utf8').slice(0, -20));

    expect((await run('audit.ndjson', '--anchors', 'torn.ndjson')).stdout).toContain('ANCHOR_MALFORMED');
  });

  it('shows its usage, exit 64, and says what it cannot read, exit 1', async () => {
    mkdirSync(path('folder'));

    expect(await run()).toMatchObject({ code: 64, stdout: expect.stringMatching(/^Usage/) as string });
    expect((await run('--wrong')).code).toBe(64);
    expect((await run('--help')).code).toBe(0);
    expect((await run('missing.ndjson')).code).toBe(1);
    expect((await run('folder')).code).toBe(1);
    expect((await run('audit.ndjson', '--public-key', 'x')).code).toBe(1);
  });
});
