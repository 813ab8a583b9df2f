import type { Decision, Freeze, HeldChange } from '../../../src/model/decision.ts';
import type { Invariant, Watch } from '../watch.ts';
import type { WireRequest } from '../wire.ts';

/** How soon a freeze is obeyed. */
const GRACE_MS = 5_000;

/** How long a batch that was on its way when the freeze came may take to end: its connector looks, waits and writes. */
const IN_FLIGHT_MS = 30_000;

/** Nothing is sent while frozen. */
export function frozen(watch: Watch): Invariant {
  const since = new Map<string, number>();
  const begun = new Map<string, number>();
  const check = (id: string, request: WireRequest): void => {
    const from = since.get(id);
    if (from === undefined || request.sentMs - from <= GRACE_MS) return;
    const intentMs = begun.get(request.process.name) ?? request.sentMs;
    if (intentMs - from > GRACE_MS || request.sentMs - from > IN_FLIGHT_MS)
      watch.violate('freeze', `${request.process.name} wrote to ${request.system} under freeze ${id}`);
  };
  return {
    onCommit({ commit }) {
      for (const { kind, body } of commit.documents ?? [])
        if (kind === 'freeze') {
          const { id } = body as unknown as Freeze;
          if (!since.has(id)) since.set(id, watch.nowMs);
        }
      for (const { kind, id } of commit.undocuments ?? []) if (kind === 'freeze') since.delete(id);
      for (const { kind, run } of commit.journal ?? [])
        if (kind === 'intent') begun.set(run.split('-')[0] ?? '', watch.nowMs);
    },
    onSent(request) {
      if (request.kind !== 'write') return;
      for (const id of ['all', `system:${request.system}`]) check(id, request);
    },
    onEngineWrite({ request, intent }) {
      check(`entity:${intent?.entity ?? ''}`, request);
    },
  };
}

/** Nothing is asked of a system before the time that it asked to wait for. */
export function patient(watch: Watch): Invariant {
  const until = new Map<string, number>();
  return {
    onAnswer(request, retryAfterMs) {
      if (retryAfterMs === null) return;
      const address = `${request.process.name} ${request.system}`;
      until.set(address, Math.max(until.get(address) ?? 0, watch.nowMs + retryAfterMs));
    },
    onSent(request) {
      const end = until.get(`${request.process.name} ${request.system}`);
      if (end !== undefined && request.sentMs < end)
        watch.violate(
          'retry-after',
          `${request.process.name} asked ${request.system} again ${end - request.sentMs} ms too early`,
        );
    },
  };
}

/** What needs a person's yes has one: for this very digest, not expired, of somebody else than who asked, not used by another run. */
export function approved(watch: Watch): Invariant {
  const requesters = new Map<string, string>();
  return {
    onCommit({ commit }) {
      for (const { kind, body } of commit.documents ?? [])
        if (kind === 'hold') {
          const { digest, requester } = body as unknown as HeldChange;
          requesters.set(digest, requester);
        }
      for (const intent of commit.journal ?? []) {
        if (intent.kind !== 'intent' || intent.change === null) continue;
        const plan = watch.plans.get(intent.plan ?? '');
        const change = plan?.changes.find(({ id }) => id === intent.change);
        if (plan === undefined || change === undefined) continue;
        const isHeldField = change.fields.some(
          (field) => field.hold === undefined && (field.name === 'iban' || isLeap(field)),
        );
        if (!isHeldField || change.action === 'create') continue;
        const isFourEyes = change.fields.some(({ name, hold }) => name === 'iban' && hold === undefined);
        const decisions = [...watch.state.documents]
          .filter(([address]) => address.startsWith('decision\u0000'))
          .map(([, text]) => JSON.parse(text) as Decision)
          .filter(({ digest }) => digest === change.digest);
        const good = decisions.filter(
          ({ verdict, expires, consumed, actor }) =>
            verdict === 'approved' &&
            expires >= intent.at &&
            (consumed === null || consumed === intent.run) &&
            (!isFourEyes || actor !== (requesters.get(change.digest) ?? plan.header.by)),
        );
        const isRejected = decisions.some(
          ({ verdict, expires, consumed }) => verdict === 'rejected' && consumed === null && expires >= intent.at,
        );
        if (good.length === 0 || isRejected)
          watch.violate('approval', `${intent.change} goes to ${intent.system ?? ''} without a valid approval`);
      }
    },
  };
}

/** The value guard of the scenario: more than five times, or less than a fifth. */
function isLeap({
  name,
  before,
  after,
}: {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}): boolean {
  if (name !== 'credit' || typeof before !== 'string' || typeof after !== 'string') return false;
  const ratio = Number(after) / Number(before);
  return Number.isFinite(ratio) && (ratio > 5 || ratio < 0.2);
}
