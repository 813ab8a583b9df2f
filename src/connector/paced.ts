import type { Connector, ReadPage, ReadRequest, WriteBatch, WriteOutcome } from '../model/connector.ts';
import { ConcordatError } from '../model/error.ts';
import type { World } from '../model/world.ts';
import { WHOLE_SYSTEM } from './breaker.ts';
import { Gate, type GateLimits } from './gate.ts';
import type { RetryBudget } from './retry.ts';

/** A connector within the limits of its system. */
export interface PacedConnector extends Connector {
  /** The system's right to repeat requests. Whoever sends something again takes from it first: once a request, a batch being one. */
  readonly retryBudget: RetryBudget;
  /** Instant of World.monotonicMs() before which nothing is sent: every request waits until then by itself. */
  notBeforeMs(): number;
  /** How long the next request would wait for its turn, milliseconds: what may be asked of people meanwhile, is asked after it. */
  waitMs(): number;
  /**
   * Tells what outcomes of writes say about the system: Retry-After, silence, refused logins. The outcomes of its own `writeBatch` are
   * told already, and count once.
   */
  tellOutcomes(outcomes: readonly WriteOutcome[]): void;
}

/**
 * The same connector within its limits: each page of a read and each other call is one request. What only reads is tried again, up to
 * 5 times with full jitter, when it fails retryably at its start; a read that broke in the middle and a write never are. Nothing is sent
 * inside a Retry-After, or while the breaker is open; such a batch of writes gets `failed` outcomes, since nothing of it was sent.
 */
export function paced(
  connector: Connector,
  limits: GateLimits,
  world: World,
  gate: Gate = new Gate(limits, world),
): PacedConnector {
  const again = <T>(scope: string, signal: AbortSignal, request: () => Promise<T>): Promise<T> =>
    gate.sendAgain({ scope, signal }, request);
  return {
    retryBudget: gate.retryBudget,
    notBeforeMs: () => gate.notBeforeMs,
    waitMs: () => gate.waitMs,
    tellOutcomes: (outcomes) => gate.tell(outcomes, WHOLE_SYSTEM),
    capabilities: { of: (name, signal) => again(name, signal, () => connector.capabilities.of(name, signal)) },
    identity: (signal) => again(WHOLE_SYSTEM, signal, () => connector.identity(signal)),
    check: (signal) => again(WHOLE_SYSTEM, signal, () => connector.check(signal)),
    describe: (signal) => again(WHOLE_SYSTEM, signal, () => connector.describe(signal)),
    read: (request, signal) => readPaced(connector, gate, request, signal),
    close: () => connector.close(),
    ...(connector.writeBatch === undefined ? {} : { writeBatch: writerOf(connector.writeBatch.bind(connector), gate) }),
  };
}

/** True for a connector of `paced`. */
export function isPaced(connector: Connector): connector is PacedConnector {
  return 'retryBudget' in connector && 'tellOutcomes' in connector;
}

async function* readPaced(
  connector: Connector,
  gate: Gate,
  request: ReadRequest,
  signal: AbortSignal,
): AsyncGenerator<ReadPage> {
  const ask = { scope: request.resource, signal };
  const { pages, first } = await gate.sendAgain(ask, async () => {
    const pages = connector.read(request, signal)[Symbol.asyncIterator]();
    return { pages, first: await pages.next() };
  });
  try {
    for (let next = first; next.done !== true; next = await nextPage()) yield next.value;
  } finally {
    await pages.return?.();
  }

  function nextPage(): Promise<IteratorResult<ReadPage>> {
    gate.retryBudget.earn();
    return gate.send(ask, () => pages.next());
  }
}

type Writer = NonNullable<Connector['writeBatch']>;

/** A batch is sent once. What is sent again, because it did not land before, earns no right to further repetitions. */
function writerOf(write: Writer, gate: Gate): Writer {
  const unsettled = new Set<string>();
  return async (batch, signal) => {
    let isSent = false;
    try {
      const outcomes = await gate.sendWrite({ scope: batch.resource, signal }, () => {
        isSent = true;
        if (batch.changes.some(({ id }) => !unsettled.delete(id))) gate.retryBudget.earn();
        return write(batch, signal);
      });
      for (const { id, status } of outcomes) if (status === 'failed' || status === 'unknown') unsettled.add(id);
      return outcomes;
    } catch (error) {
      if (isSent) throw error;
      return notSent(batch, error);
    }
  };
}

function notSent({ changes }: WriteBatch, error: unknown): readonly WriteOutcome[] {
  const isOurs = error instanceof ConcordatError;
  const code = isOurs ? error.code : 'NOT_SENT';
  const detail = isOurs ? error.message : 'The run was stopped before it was sent.';
  const wait = isOurs && error.retryAfterMs !== undefined ? { retryAfterMs: error.retryAfterMs } : {};
  return changes.map(({ id }) => ({ id, status: 'failed', nativeId: null, code, detail, ...wait }));
}
