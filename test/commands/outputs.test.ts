import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject, type DiskProject } from './project.ts';
import type { Ran } from './run-program.ts';

const folder = new URL('../../schemas/', import.meta.url);
const MANIFESTS = ['config', 'dictionary', 'entity', 'policy', 'route', 'system', 'test'];
const TESTS = `---
kind: test
name: crm-decides
entity: customer
given: { crm: [{ number: '1', name: Ann, city: Bonn }], erp: [] }
expect: { changes: [] }
`;
const POLICY = `---
kind: policy
name: asking
approvals: [{ entity: customer, field: city, from: finance, four_eyes: false }]
`;

/** A command line, its exit code, and the schema of what it prints; they run in this order on one project. */
const RUNS: readonly (readonly [words: string, code: number, schema: string])[] = [
  ['validate', 0, 'validate'],
  ['validate --live', 0, 'validate'],
  ['test', 1, 'test-report'],
  ['system check', 0, 'system-check'],
  ['system describe', 0, 'system-describe'],
  ['system describe crm accounts', 0, 'system-describe'],
  ['types', 0, 'types'],
  ['schema', 0, 'schema-list'],
  ['init new', 0, 'init'],
  ['init other --from crm=sqlite:crm.db', 0, 'init'],
  ['plan --bootstrap --out a.plan', 0, 'plan'],
  ['show a.plan', 0, 'plan'],
  ['status', 0, 'status'],
  ['state info', 0, 'state-info'],
  ['apply a.plan', 0, 'apply'],
  ['alerts list --all', 0, 'alerts'],
  ['alerts deliver', 0, 'alerts'],
  ['trace customer 1', 0, 'trace'],
  ['state info', 0, 'state-info'],
  ['state decrypt', 0, 'state-info'],
  ['state rotate --data-key', 1, 'error'],
  ['state rotate', 64, 'error'],
  ['status', 0, 'status'],
  ['-C held holds list', 0, 'holds-list'],
  ['-C held apply --bootstrap --yes', 3, 'apply'],
  ['-C held holds list', 0, 'holds-list'],
  ['-C held holds show HELD', 0, 'holds-show'],
  ['-C held holds reject HELD --reason no', 0, 'holds-decision'],
  ['-C held holds approve HELD', 0, 'holds-decision'],
  ['-C held holds list', 0, 'holds-list'],
  ['-C held plan --bootstrap --out held/b.plan', 0, 'plan'],
  ['-C held holds show HELD --plan held/b.plan', 0, 'holds-show'],
  ['-C held holds show 12345678', 1, 'error'],
  ['freeze system erp --reason why', 0, 'freeze'],
  ['freeze --list', 0, 'freeze'],
  ['thaw system erp', 0, 'freeze'],
  ['audit log --entity customer', 0, 'audit-log'],
  ['audit verify', 0, 'audit-verify'],
  ['audit anchor --file anchors.ndjson', 0, 'audit-anchor'],
  ['audit verify --anchors anchors.ndjson', 0, 'audit-verify'],
  ['audit erase customer 1 --yes', 0, 'audit-erase'],
  ['audit erase customer 9 --yes', 1, 'error'],
  ['thaw', 64, 'error'],
  ['-C broken validate', 65, 'validate'],
  ['-C broken plan', 65, 'error'],
  ['-C unreached system check', 75, 'system-check'],
  ['show missing.plan', 1, 'error'],
  ['system describe nobody', 64, 'error'],
  ['plan --formt json', 64, 'error'],
  ['nothing', 64, 'error'],
];

describe('what a command prints with --json', () => {
  let project: DiskProject;
  beforeAll(() => {
    project = makeProject({ crm: [['1', 'Ann', 'Bonn']], erp: [['1', 'Ann', 'Rome']], more: TESTS });
    project.write('broken/concordat.yaml', 'version: 1\nname: broken\n');
    project.write('broken/sync.d/all.yaml', 'kind: system\nname: crm\nconector: sqlite\n');
    project.write('unreached/concordat.yaml', 'version: 1\nname: unreached\n');
    project.write(
      'unreached/sync.d/all.yaml',
      'kind: system\nname: crm\nconnector: sqlite\nconnection: { path: no.db }\n',
    );
    writeHeld(project);
  });
  afterAll(() => project.remove());

  it.each(RUNS)('%s: exit %i, the schema of %s', async (words, code, schema) => {
    const arranged = words.includes('HELD') ? words.replace('HELD', await firstHeld(project)) : words;
    const ran = await project.run([...arranged.split(' '), '--json'], { env: { CONCORDAT_ACTOR: 'ann' } });

    expect({ code: ran.code, faults: faultsOf(ran, schema) }).toEqual({ code, faults: [] });
  });

  it('has a schema in every case, and every schema of an output a case', () => {
    const shipped = readdirSync(folder).map((file) => file.replace('.schema.json', ''));

    expect([...new Set(RUNS.map(([, , schema]) => schema))].sort()).toEqual(
      shipped.filter((name) => !MANIFESTS.includes(name)).sort(),
    );
  });
});

/** A second project over systems of its own, in which a city waits for somebody. */
function writeHeld(project: DiskProject): void {
  for (const system of ['crm', 'erp']) copyFileSync(project.path(`${system}.db`), project.path(`${system}-held.db`));
  const plain = readFileSync(project.path('sync.d/all.yaml'), 'utf8').replaceAll('.db', '-held.db');
  project.write('held/concordat.yaml', 'version: 1\nname: held\n');
  project.write('held/sync.d/all.yaml', `${plain.replaceAll('path: ', 'path: ../')}${POLICY}`);
}

/** Id of what waits there. */
async function firstHeld(project: DiskProject): Promise<string> {
  const { stdout } = await project.run(['-C', 'held', 'holds', 'list', '--json']);
  return (JSON.parse(stdout) as { holds: { id: string }[] }).holds[0]?.id ?? 'nothing';
}

/** What in the one document on stdout does not fit the schema. */
function faultsOf({ stdout }: Ran, name: string): unknown[] {
  const schema = JSON.parse(readFileSync(new URL(`${name}.schema.json`, folder), 'utf8')) as object;
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  const validate = ajv.compile(schema);
  return validate(JSON.parse(stdout)) ? [] : [...(validate.errors ?? [])];
}
