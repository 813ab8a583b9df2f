import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WriteOutcome } from '../../src/model/connector.ts';
import { ConcordatError } from '../../src/model/error.ts';
import { Gate } from '../../src/connector/gate.ts';
import { NO_LIMITS, SimulatedWorld } from './systems.ts';

const signal = new AbortController().signal;

/** What a system answers to one request. */
type Answer =
  | { readonly kind: 'well' }
  | { readonly kind: 'refuse'; readonly code: string; readonly retryAfterMs: number | null };

const answer: fc.Arbitrary<Answer> = fc.oneof(
  fc.constant<Answer>({ kind: 'well' }),
  fc.record<Answer & { kind: 'refuse' }>({
    kind: fc.constant('refuse'),
    code: fc.constantFrom('SYSTEM_BUSY', 'SYSTEM_UNREACHABLE', 'CONNECTOR_RATE_LIMIT', 'SYSTEM_LOGIN', 'CONNECTOR_X'),
    retryAfterMs: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 1_200_000 })),
  }),
);

const call = fc.record({ isWrite: fc.boolean(), pauseMs: fc.integer({ min: 0, max: 60_000 }) });

const RETRYABLE: ReadonlySet<string> = new Set(['SYSTEM_BUSY', 'SYSTEM_UNREACHABLE', 'CONNECTOR_RATE_LIMIT']);

/** Plays calls against answers; returns when what was sent, and what came back. */
async function play(calls: readonly { isWrite: boolean; pauseMs: number }[], answers: readonly Answer[]) {
  const world = new SimulatedWorld();
  const gate = new Gate(NO_LIMITS, world);
  const sent: { readonly atMs: number; readonly answer: Answer }[] = [];
  const next = (): Answer => {
    const found = answers[sent.length % answers.length] ?? { kind: 'well' };
    sent.push({ atMs: world.monotonicMs(), answer: found });
    return found;
  };
  for (const { isWrite, pauseMs } of calls) {
    await world.sleep(pauseMs);
    const ask = { scope: 'things', signal };
    const work = isWrite
      ? gate.sendWrite(ask, async () => [outcomeOf(next())])
      : gate.sendAgain(ask, async () => throwOf(next()));
    await work.catch((error: unknown) => {
      if (!(error instanceof ConcordatError)) throw error;
    });
  }
  return sent;
}

function throwOf(found: Answer): string {
  if (found.kind === 'well') return 'well';
  throw new ConcordatError(found.code, 'No.', {
    isRetryable: RETRYABLE.has(found.code),
    ...(found.retryAfterMs === null ? {} : { retryAfterMs: found.retryAfterMs }),
  });
}

function outcomeOf(found: Answer): WriteOutcome {
  if (found.kind === 'well') return { id: 'c', status: 'applied', nativeId: ['1'], code: null, detail: null };
  const wait = found.retryAfterMs === null ? {} : { retryAfterMs: found.retryAfterMs };
  return { id: 'c', status: 'failed', nativeId: null, code: found.code, detail: null, ...wait };
}

describe('whatever a system answers', () => {
  const run = fc.tuple(
    fc.array(call, { minLength: 1, maxLength: 60 }),
    fc.array(answer, { minLength: 1, maxLength: 30 }),
  );

  it('nothing is sent before the instant that it asked for', async () => {
    await fc.assert(
      fc.asyncProperty(run, async ([calls, answers]) => {
        let notBefore = 0;
        for (const { atMs, answer: found } of await play(calls, answers)) {
          expect(atMs).toBeGreaterThanOrEqual(notBefore);
          if (found.kind === 'refuse') notBefore = Math.max(notBefore, atMs + (found.retryAfterMs ?? 0));
        }
      }),
    );
  });

  it('nothing is sent for five minutes after a refused login', async () => {
    await fc.assert(
      fc.asyncProperty(run, async ([calls, answers]) => {
        let notBefore = 0;
        for (const { atMs, answer: found } of await play(calls, answers)) {
          expect(atMs).toBeGreaterThanOrEqual(notBefore);
          if (found.kind === 'refuse' && found.code === 'SYSTEM_LOGIN') notBefore = atMs + 300_000;
        }
      }),
    );
  });

  it('at most 1.1 requests are sent for each first one, plus ten', async () => {
    await fc.assert(
      fc.asyncProperty(run, async ([calls, answers]) => {
        const sent = await play(calls, answers);

        expect(sent.length).toBeLessThanOrEqual(calls.length * 1.1 + 10);
      }),
    );
  });

  it('the same answers give the same requests at the same instants', async () => {
    await fc.assert(
      fc.asyncProperty(run, async ([calls, answers]) => {
        expect(await play(calls, answers)).toEqual(await play(calls, answers));
      }),
    );
  });
});
