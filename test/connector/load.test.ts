import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveConnection } from '../../src/connector/connection.ts';
import { openConnector } from '../../src/connector/load.ts';
import { SimulatedWorld, systemOf } from './systems.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'load-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const world = new SimulatedWorld({ URL: 'https://user:hunter22@host/', PORT: '5432', EMPTY: '', FLAG: 'true' });
const signal = new AbortController().signal;

function install(name: string, manifest: object, source: string): void {
  const folder = join(root, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', type: 'module', ...manifest }));
  writeFileSync(join(folder, 'index.js'), source);
}

describe('the connector of a system', () => {
  it.each(['csv', 'memory', 'sqlite'])('may be built in: %s', async (connector) => {
    writeFileSync(join(root, 'x.db'), '');
    const connection = { csv: { dir: '.' }, memory: {}, sqlite: { path: 'x.db' } }[connector] ?? {};

    const opened = await openConnector(systemOf(connector, connection), root, world);

    expect(await opened.identity(signal)).toContain(`${connector}:`);
    await opened.close();
  });

  it.each([
    ['with an import condition only', { exports: { '.': { import: './index.js' } } }],
    ['with exports as a condition map', { exports: { import: { default: './index.js' } } }],
    ['with a main file', { main: 'index.js' }],
  ])('may be a package of the project %s', async (_, manifest) => {
    install(
      '@acme/concordat-x',
      manifest,
      "export default { name: 'x', connection: {}, open: async ({ system }) => ({ capabilities: {}, identity: async () => `x of ${system}`, close: async () => {} }) }",
    );

    const opened = await openConnector(systemOf('@acme/concordat-x'), root, world);

    expect(await opened.identity(signal)).toBe('x of erp');
  });

  it.each([
    'postgress',
    'nowhere',
    '../evil',
    './evil',
    '/etc/evil',
    'file:///evil.js',
    'https://host/evil.js',
    'node:fs',
    'fs',
    'data:text/javascript,1',
    'a/b',
    'C:\\x',
    '',
  ])('is nothing else: %j', async (connector) => {
    await expect(openConnector(systemOf(connector), root, world)).rejects.toMatchObject({
      code: 'SYSTEM_UNKNOWN_CONNECTOR',
      exit: 1,
      at: 'sync.d/systems.yaml:3:1',
    });
  });

  it('is suggested when it was mistyped', async () => {
    await expect(openConnector(systemOf('sqlte'), root, world)).rejects.toThrow('Did you mean "sqlite"?');
  });

  it.each([
    ['has another export', 'export default { hello: 1 }'],
    ['does not load', "throw new Error('hunter22')"],
  ])('is broken when its package %s', async (_, source) => {
    install('broken', { main: 'index.js' }, source);

    const error: unknown = await openConnector(systemOf('broken'), root, world).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'SYSTEM_BAD_CONNECTOR', exit: 1 });
    expect((error as Error).message).not.toContain('hunter22');
  });

  it.each([
    ["Object.assign(new Error('connect to ' + connection.url), { code: 'ECONNREFUSED' })", 75],
    ["new TypeError('cannot read ' + connection.url)", 1],
  ])('shows no secret when it fails with %s', async (thrown, exit) => {
    install(
      'failing',
      { main: 'index.js' },
      `export default { name: 'f', connection: { url: { description: 'url', type: 'string' } }, async open({ connection }) { throw ${thrown}; } }`,
    );

    const error: unknown = await openConnector(systemOf('failing', { url: '${env:URL}' }), root, world).catch(
      (reason: unknown) => reason,
    );

    expect(error).toMatchObject({ code: 'SYSTEM_NOT_OPEN', exit });
    expect(inspect(error, { depth: 9 })).not.toContain('hunter22');
  });
});

describe('the connection of a system', () => {
  const keys = {
    url: { description: 'address', required: true, type: 'string', example: 'x' },
    port: { description: 'port', type: 'number' },
    tls: { description: 'TLS', type: 'boolean' },
    headers: { description: 'headers', type: 'object' },
  } as const;
  const resolve = (connection: Parameters<typeof systemOf>[1]) =>
    resolveConnection({ system: systemOf('x', connection), root, world }, keys);

  it('has its references resolved, inside longer texts and maps too, and never in lists', () => {
    writeFileSync(join(root, 'token'), 'abc\n\n');

    const { connection, secrets } = resolve({
      url: '${env:URL}db?p=${env:PORT}',
      port: '${env:PORT}',
      tls: '${env:FLAG}',
      headers: { auth: 'Bearer ${file:token}', list: ['${env:URL}'] },
    });

    expect(connection).toEqual({
      url: 'https://user:hunter22@host/db?p=5432',
      port: 5432,
      tls: true,
      headers: { auth: 'Bearer abc\n', list: ['${env:URL}'] },
    });
    expect(secrets).toContain('https://user:hunter22@host/');
  });

  it('does not resolve what a resolved text says', () => {
    writeFileSync(join(root, 'token'), '${env:URL}');

    expect(resolve({ url: '${file:token}' }).connection).toEqual({ url: '${env:URL}' });
  });

  it.each([
    [{ url: '${env:NOWHERE}' }, 'SYSTEM_SECRET_MISSING', 'environment variable NOWHERE is not set'],
    [{ url: '${env:EMPTY}' }, 'SYSTEM_SECRET_MISSING', 'environment variable EMPTY is not set'],
    [{ url: '${file:no/where}' }, 'SYSTEM_SECRET_MISSING', 'the file no/where cannot be read'],
    [{ url: '${vault:x}' }, 'SYSTEM_SECRET_MISSING', '"vault" is not a kind of reference'],
    [{ url: 'x', prot: 1 }, 'SYSTEM_MISCONFIGURED', 'has no key "prot". Did you mean "port"?'],
    [{ url: 'x', constructor: 1 }, 'SYSTEM_MISCONFIGURED', 'has no key "constructor"'],
    [{ port: 1 }, 'SYSTEM_MISCONFIGURED', 'needs the key "url": address. Example: url: x'],
    [{ url: 7 }, 'SYSTEM_MISCONFIGURED', 'wants a string as "url"'],
    [{ url: 'x', port: 'y' }, 'SYSTEM_MISCONFIGURED', 'wants a number as "port"'],
    [{ url: 'x', tls: 'yes' }, 'SYSTEM_MISCONFIGURED', 'wants a boolean as "tls"'],
    [{ url: 'x', headers: null }, 'SYSTEM_MISCONFIGURED', 'wants an object as "headers"'],
  ])('is refused when it is %j', (connection, code, message) => {
    let error: unknown;
    try {
      resolve(connection);
    } catch (reason) {
      error = reason;
    }

    expect(error).toMatchObject({ code, exit: 1 });
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).toContain('erp');
    expect((error as { at: string }).at).toMatch(/^sync\.d\/systems\.yaml:(7:15|3:1)$/);
  });
});
