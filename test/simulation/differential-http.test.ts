import { expect, it } from 'vitest';
import { Client, overSocket } from './differential-http-client.ts';
import { anyRequest } from './differential-http-requests.ts';
import { Api, type ApiOptions } from './differential-http-server.ts';
import { stream } from './random.ts';
import { httpSystem } from './systems/http-system.ts';

const OPERATIONS = 10_000;
const QUOTA = { requests: 15, windowMs: 10_000 };

const CASES: readonly (readonly [string, Omit<ApiOptions, 'now'>])[] = [
  ['etags', { variant: 'etag', switches: {} }],
  ['etags and conditions required', { variant: 'etag', switches: { requiresCondition: true, idempotencyMs: 20_000 } }],
  [
    'etags that writes ignore',
    { variant: 'etag', switches: { ignoresIfMatch: 'undeclared', dropsUnknownFields: true } },
  ],
  ['dates', { variant: 'date', switches: { maxPageSize: 2 } }],
  [
    'dates and a quota',
    { variant: 'date', switches: { quota: { ...QUOTA, retryAfter: 'date' }, requiresCondition: true } },
  ],
  ['versions', { variant: 'version', switches: { requiresCondition: true } }],
  ['versions and a quota', { variant: 'version', switches: { quota: { ...QUOTA, retryAfter: 'seconds' } } }],
  ['no guard', { variant: 'none', switches: { answers204WhenMissing: true, idempotencyMs: 3_000 } }],
];

const SEEN = new Map<string, readonly number[]>();

it.each(CASES)(
  `answers as a server over real sockets does: %s, in ${OPERATIONS / CASES.length} random requests`,
  async (name, options) => {
    let nowMs = Date.UTC(2026, 10, 22, 12);
    const now = (): number => nowMs;
    const random = stream(20261123, name);
    const api = new Api({ ...options, now });
    const base = await api.listen();
    const simulated = simulatedServer(options, now);
    const clients = [
      new Client((request) => overSocket(base, request)),
      new Client(async (request) => simulated.handle(request)),
    ];

    const statuses = new Set<number>();
    try {
      for (let done = 0; done < OPERATIONS / CASES.length; done += 1) {
        nowMs += random() < 0.4 ? 0 : Math.floor(random() * 1500);
        const make = anyRequest(random, nowMs);
        const [real, answer] = await Promise.all(clients.map((client) => client.send(make(client.tokens))));

        expect(answer, `request ${done}: ${JSON.stringify(make(new Map()))}`).toEqual(real);
        statuses.add((real as { readonly status: number }).status);
      }
    } finally {
      await api.close();
    }
    SEEN.set(name, [...statuses]);
  },
);

it('met every status that the API has', () => {
  const statuses = new Set([...SEEN.values()].flat());

  expect([...statuses].sort()).toEqual([200, 201, 204, 304, 400, 404, 405, 409, 412, 422, 428, 429]);
});

function simulatedServer({ variant, switches }: Omit<ApiOptions, 'now'>, now: () => number) {
  const people = {
    id: 'id',
    fields: { id: 'text', email: 'text', credit: 'decimal', n: 'integer', ok: 'boolean' } as const,
    unique: [['email']],
    maxLength: { email: 12 },
  };
  const scales = { 'people.credit': 2 };
  return httpSystem(
    { name: 'api', now, random: () => 0, resources: { people }, switches: { ...switches, scales } },
    variant,
  );
}
