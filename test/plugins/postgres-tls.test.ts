import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgres } from '../../plugins/postgres/index.ts';
import { openStateReader } from '../../src/state/open-state.ts';
import { realWorld } from '../../src/world.ts';
import { type Fixture, NEVER, startFixture } from './postgres-fixture.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const world = realWorld();
let fixture: Fixture;
let folder: string;
let rightCa: string;
let wrongCa: string;

function makeCertificate(name: string, address: string): string {
  const certificate = join(folder, `${name}.pem`);
  const { status } = spawnSync('openssl', [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
    '-addext',
    `subjectAltName=IP:${address}`,
    '-keyout',
    join(folder, `${name}.key`),
    '-out',
    certificate,
  ]);
  if (status !== 0) throw new Error('openssl made no certificate.');
  return certificate;
}

/** Gives the running server a certificate. */
async function turnTlsOn(name: string): Promise<void> {
  const [row] = await fixture.sql("select current_setting('data_directory') as folder");
  const { uid, gid } = statSync(String(row?.['folder']));
  chmodSync(folder, 0o755);
  for (const ending of ['pem', 'key']) {
    chownSync(join(folder, `${name}.${ending}`), uid, gid);
    chmodSync(join(folder, `${name}.${ending}`), 0o600);
  }
  await fixture.sql(`alter system set ssl_cert_file = '${join(folder, `${name}.pem`)}'`);
  await fixture.sql(`alter system set ssl_key_file = '${join(folder, `${name}.key`)}'`);
  await fixture.sql('alter system set ssl = on');
  await fixture.sql('select pg_reload_conf()');
  await fixture.sql('select pg_sleep(0.5)');
}

describe.skipIf(!hasOpenssl)('TLS with a real server (needs openssl)', () => {
  beforeAll(async () => {
    fixture = await startFixture();
    folder = mkdtempSync(join(tmpdir(), 'concordat-tls-'));
    rightCa = makeCertificate('right', '127.0.0.1');
    wrongCa = makeCertificate('wrong', '127.0.0.1');
    makeCertificate('elsewhere', '10.9.9.9');
    await turnTlsOn('right');
  });
  afterAll(async () => {
    await fixture.stop();
    rmSync(folder, { recursive: true });
  });

  async function identityWith(connection: Readonly<Record<string, unknown>>): Promise<unknown> {
    const url = `${fixture.server.url}?sslmode=verify-full`;
    const connector = await postgres.open({
      system: 'crm',
      connection: { url, ...connection },
      access: {},
      root: folder,
      world,
    });
    try {
      return await connector.identity(NEVER);
    } catch (error) {
      return error;
    } finally {
      await connector.close();
    }
  }

  it('connects when the certificate is of the given authority, its path relative to the project', async () => {
    expect(await identityWith({ ca: 'right.pem' })).toMatch(/^postgres:/);
    expect(await identityWith({ ca: rightCa })).toMatch(/^postgres:/);
  });

  it('refuses an unknown authority, and another one, exit 1', async () => {
    expect(await identityWith({})).toMatchObject({ code: 'SYSTEM_TLS', exit: 1 });
    expect(await identityWith({ ca: wrongCa })).toMatchObject({ code: 'SYSTEM_TLS', exit: 1 });
  });

  it('goes without verification only with a reason', async () => {
    expect(await identityWith({ insecure: 'a test' })).toMatch(/^postgres:/);
  });

  it('holds for the state too', async () => {
    const config = {
      name: 'tls',
      root: folder,
      manifests: 'sync.d',
      state: `${fixture.server.url}?sslmode=verify-full`,
    };
    const trusting = { ...config, state: `${config.state}&sslrootcert=right.pem` };

    await expect(openStateReader(config, world)).rejects.toMatchObject({ code: 'STATE_TLS', exit: 1 });
    expect(await (await openStateReader(trusting, world)).lineage()).toBeNull();
  });

  it('refuses a certificate of the right authority for another address', async () => {
    await turnTlsOn('elsewhere');

    expect(await identityWith({ ca: 'elsewhere.pem' })).toMatchObject({ code: 'SYSTEM_TLS', exit: 1 });
  });
});
