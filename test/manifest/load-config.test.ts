import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/manifest/load-config.ts';
import { realWorld } from '../../src/world.ts';

const ENV: Readonly<Record<string, string>> = { STATE_URL: 'postgres://db/x', STATE_KEY: 'canary' };

function parse(state: string, env: Readonly<Record<string, string>> = ENV) {
  const content = `version: 1\nname: trading\nstate: ${state}\n`;
  return parseConfig({ path: 'concordat.yaml', content }, '/project', { ...realWorld(), env: (name) => env[name] });
}

const told = (state: string): readonly unknown[] =>
  parse(state).diagnostics.map(({ code, at }) => [code, typeof at === 'string' ? at : at.line]);

describe('the state of a project', () => {
  it('is a place, short or long, and is not encrypted unless that is said', () => {
    for (const state of ['state.db', '{ at: state.db }', '{ at: state.db, x-note: mine }']) {
      expect(parse(state).config).toEqual({
        name: 'trading',
        root: '/project',
        manifests: 'sync.d',
        state: 'state.db',
      });
    }
    expect(parse('{}').config?.state).toBe('.concordat/state.db');
    expect(parse('{ at: "${env:STATE_URL}" }').config?.state).toBe('postgres://db/x');
  });

  it.each([
    ['"${env:STATE_KEY}"', { kind: 'env', name: 'STATE_KEY' }],
    ['{ key: "${env:STATE_KEY}" }', { kind: 'env', name: 'STATE_KEY' }],
    ['{ key: "${file:/run/secrets/key}" }', { kind: 'file', path: '/run/secrets/key' }],
    ['{ command: [pass, show, a b] }', { kind: 'command', command: ['pass', 'show', 'a b'] }],
  ])('says with encryption: %s where its key is, and never reads it', (encryption, source) => {
    const { config } = parse(`{ at: state.db, encryption: ${encryption} }`);

    expect(config).toMatchObject({ state: 'state.db', stateKey: source });
    expect(JSON.stringify(config)).not.toContain('canary');
  });

  it('keeps its encryption when CONCORDAT_STATE gives it another place', () => {
    const { config } = parse('{ at: "${env:UNSET}", encryption: "${env:STATE_KEY}" }', { CONCORDAT_STATE: 'other.db' });

    expect(config).toMatchObject({ state: 'other.db', stateKey: { kind: 'env', name: 'STATE_KEY' } });
  });

  it.each([
    ['{ encryption: a long key in clear text }', 'MANIFEST'],
    ['{ encryption: { key: a long key in clear text } }', 'MANIFEST'],
    ['{ encryption: { key: "x ${env:STATE_KEY}" } }', 'MANIFEST'],
    ['{ encryption: { key: "${env:A}${env:B}" } }', 'MANIFEST'],
    ['{ encryption: { command: [] } }', 'MANIFEST'],
    ['{ encryption: { command: pass } }', 'MANIFEST'],
    ['{ encryption: {} }', 'MANIFEST'],
    ['{ encryption: true }', 'MANIFEST'],
    ['{ encryption: { kye: "${env:STATE_KEY}" } }', 'MANIFEST'],
    ['{ encryption: { x-note: mine } }', 'STATE_KEY_UNCLEAR'],
    ['{ encryption: { key: "${env:STATE_KEY}", command: [pass] } }', 'STATE_KEY_UNCLEAR'],
    ['{ at: "${env:UNSET}", encryption: "${env:STATE_KEY}" }', 'ENV_UNSET'],
  ])('is refused as %s', (state, code) => {
    expect(told(state)).toEqual([[expect.stringMatching(`^${code}`), 3]]);
    expect(parse(state).config).toBeNull();
  });
});
