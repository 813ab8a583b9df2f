import { describe, expect, it } from 'vitest';
import { DESIGN_EXAMPLES } from './design-examples.ts';
import { loadTexts, toLine } from './load-text.ts';

const routeOf = (more: string): string => `kind: route\nname: ops\n${more}\n`;
const WEBHOOK = 'to: { webhook: { url: https://ops.example.com/a, secret: "${env:SECRET}" } }';
const load = (text: string) => loadTexts({ ...DESIGN_EXAMPLES, 'route.yaml': text });

/** One slip in a route: what is written, where it is told, and what is said. */
const SLIPS: readonly (readonly [name: string, text: string, at: string, told: RegExp])[] = [
  ['no channel', 'to: { x-note: later }', '3:1 ROUTE_ONE_CHANNEL', /It names none/],
  [
    'two channels',
    'to: { slack: "${env:A}", webhook: { url: https://a.example, secret: "${env:B}" } }',
    '3:26 ROUTE_ONE_CHANNEL',
    /It names slack and webhook/,
  ],
  ['an unknown channel', 'to: { slak: x }', '3:7 MANIFEST_UNKNOWN_KEY', /Did you mean "slack"\?/],
  ['a written webhook of Slack', 'to: { slack: https://hooks.example/T/1 }', '3:14 ROUTE_SECRET_WRITTEN', /env:NAME/],
  [
    'a written password',
    'to: { email: { host: m, from: a@b.c, to: d@e.f, password: hunter2 } }',
    '3:59 ROUTE_SECRET_WRITTEN',
    /"password" is a secret/,
  ],
  [
    'a written token',
    'to: { github: { repository: a/b, token: ghp_1 } }',
    '3:41 ROUTE_SECRET_WRITTEN',
    /"token" is a secret/,
  ],
  [
    'a secret that is a reference only in part',
    'to: { webhook: { url: https://a.example, secret: "abc${env:B}" } }',
    '3:50 ROUTE_SECRET_WRITTEN',
    /"secret" is a secret/,
  ],
  [
    'an address without encryption',
    'to: { webhook: { url: http://ops.example.com, secret: "${env:B}" } }',
    '3:23 ROUTE_ADDRESS',
    /must begin with https/,
  ],
  [
    'a loopback address without a reason',
    'to: { webhook: { url: http://127.0.0.1:8080/a, secret: "${env:B}" } }',
    '3:23 ROUTE_ADDRESS',
    /allow_private/,
  ],
  [
    'a password in an address',
    'to: { webhook: { url: https://me:pw@ops.example.com, secret: "${env:B}" } }',
    '3:23 ROUTE_ADDRESS',
    /a user or a password/,
  ],
  ['an address that is none', 'to: { webhook: { url: ops, secret: "${env:B}" } }', '3:23 ROUTE_ADDRESS', /no address/],
  [
    'several mailboxes in one text',
    'to: { email: { host: m, from: a@b.c, to: "d@e.f, g@h.i" } }',
    '3:42 ROUTE_MAILBOX',
    /one plain address/,
  ],
  [
    'a header in a mailbox',
    'to: { email: { host: m, from: "a@b.c\\r\\nBcc: x@y.z", to: d@e.f } }',
    '3:31 ROUTE_MAILBOX',
    /one plain address/,
  ],
  ['an unknown entity', `${WEBHOOK}\nfor: { entities: costumer }`, '4:18 UNKNOWN_ENTITY', /Did you mean "customer"\?/],
  ['an unknown system', `${WEBHOOK}\nfor: { systems: [crm, er] }`, '4:23 UNKNOWN_SYSTEM', /Did you mean "erp"\?/],
  ['an unknown kind', `${WEBHOOK}\nfor: { kinds: failures }`, '4:15 MANIFEST_NOT_ONE_OF', /Did you mean "failure"\?/],
  ['not-run without a heartbeat', `${WEBHOOK}\nfor: { kinds: not-run }`, '4:15 ROUTE_NO_HEARTBEAT', /heartbeat: 26h/],
  ['a heartbeat that is no time', `${WEBHOOK}\nheartbeat: daily`, '4:12 MANIFEST_BAD_FORM', /26h/],
];

describe('a route', () => {
  it('has short forms, defaults, and its target as written', () => {
    const { manifest, diagnostics } = load(routeOf('to: { slack: "${env:HOOK}" }'));

    expect(diagnostics.map(toLine)).toEqual([]);
    expect(manifest?.routes).toEqual([
      {
        name: 'ops',
        at: { file: 'sync.d/route.yaml', line: 1, column: 1 },
        channel: 'slack',
        target: { url: '${env:HOOK}' },
        kinds: null,
        entities: null,
        systems: null,
        severities: null,
        owners: null,
        states: ['open', 'resolved'],
        heartbeatMs: null,
      },
    ]);
  });

  it('has keys of your own beside its channel', () => {
    expect(load(routeOf('to: { slack: "${env:HOOK}", x-note: "#ops" }')).diagnostics.map(toLine)).toEqual([]);
  });

  it('selects by one name or a list, and has a heartbeat in milliseconds', () => {
    const more = 'for: { kinds: [failure, not-run], entities: customer, severity: error, owners: [crm, anna] }';
    const { manifest, diagnostics } = load(routeOf(`${WEBHOOK}\n${more}\nstates: acknowledged\nheartbeat: 26h`));

    expect(diagnostics.map(toLine)).toEqual([]);
    expect(manifest?.routes[0]).toMatchObject({
      kinds: ['failure', 'not-run'],
      entities: ['customer'],
      systems: null,
      severities: ['error'],
      owners: ['crm', 'anna'],
      states: ['acknowledged'],
      heartbeatMs: 26 * 3_600_000,
    });
  });

  it('may have an http address on loopback, with a reason', () => {
    const text =
      'to: { webhook: { url: http://localhost:1/a, secret: "${env:B}", allow_private: A relay beside us. } }';

    expect(load(routeOf(text)).diagnostics.map(toLine)).toEqual([]);
  });

  it.each(SLIPS)('tells %s at its place', (_, text, at, told) => {
    const { manifest, diagnostics } = load(routeOf(text));

    expect(manifest).toBeNull();
    expect(diagnostics.map(toLine)).toEqual([at]);
    expect(diagnostics[0]?.detail).toMatch(told);
  });

  it('never shows a written secret in a code frame', () => {
    const { diagnostics } = load(routeOf('to: { slack: https://hooks.example/CANARY }'));

    expect(JSON.stringify(diagnostics)).not.toContain('CANARY');
  });
});
