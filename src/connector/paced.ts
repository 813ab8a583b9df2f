import type { Connector, ReadPage, ReadRequest } from '../model/connector.ts';
import { ConcordatError } from '../model/error.ts';
import type { SystemLimits } from '../model/manifest.ts';
import type { World } from '../model/world.ts';
import { Pace } from './pace.ts';

const BASE_MS = 250;
const CAP_MS = 30_000;
const ATTEMPTS = 5;

/**
 * The same connector within its limits: each page of a read and each other call is one request. What only reads is tried again, up to
 * 5 times with full jitter, when it fails retryably at its start; a read that broke in the middle and a write never are.
 */
export function paced(connector: Connector, limits: SystemLimits, world: World): Connector {
  const pace = new Pace(limits, world);
  const ask = <T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> =>
    retried(world, signal, () => pace.run(signal, request));
  const write = connector.writeBatch?.bind(connector);
  return {
    capabilities: { of: (resource, signal) => ask(signal, () => connector.capabilities.of(resource, signal)) },
    identity: (signal) => ask(signal, () => connector.identity(signal)),
    check: (signal) => ask(signal, () => connector.check(signal)),
    describe: (signal) => ask(signal, () => connector.describe(signal)),
    read: (request, signal) => readPaced({ connector, pace, world }, request, signal),
    close: () => connector.close(),
    ...(write === undefined ? {} : { writeBatch: (batch, signal) => pace.run(signal, () => write(batch, signal)) }),
  };
}

async function* readPaced(
  { connector, pace, world }: { readonly connector: Connector; readonly pace: Pace; readonly world: World },
  request: ReadRequest,
  signal: AbortSignal,
): AsyncGenerator<ReadPage> {
  const { pages, first } = await retried(world, signal, () =>
    pace.run(signal, async () => {
      const pages = connector.read(request, signal)[Symbol.asyncIterator]();
      return { pages, first: await pages.next() };
    }),
  );
  try {
    for (let next = first; next.done !== true; next = await pace.run(signal, () => pages.next())) yield next.value;
  } finally {
    await pages.return?.();
  }
}

async function retried<T>(world: World, signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ConcordatError) || !error.isRetryable || count >= ATTEMPTS) throw error;
      await world.sleep(backoffMs(error, count, world), signal);
    }
  }
}

/** Full jitter below a ceiling that doubles; never sooner than the system asked for. */
function backoffMs(error: ConcordatError, count: number, world: World): number {
  const ceilingMs = Math.min(CAP_MS, BASE_MS * 2 ** (count - 1));
  return Math.max(error.retryAfterMs ?? 0, world.random() * ceilingMs);
}
