import type { JournalEntry } from '../../../src/model/journal.ts';
import type { Invariant, Watch } from '../watch.ts';

/** A run begins only with a plan that was reviewed as it is and has not expired by the clock of its process. */
export function startsRight(watch: Watch): Invariant {
  return {
    onCommit({ commit }) {
      for (const entry of commit.journal ?? []) {
        if (entry.kind !== 'run-start') continue;
        const plan = watch.plans.get(entry.plan ?? '');
        if (plan === undefined || watch.tampered.has(processOf(entry.run)))
          watch.violate('plan', `${entry.run} begins with a plan that nobody reviewed`);
        else if (entry.at > plan.header.expires) watch.violate('plan', `${entry.run} begins with an expired plan`);
      }
    },
  };
}

/** How many changes are sent one at a time at first, and how often one change is sent at most. */
const CANARIES = 10;
const ATTEMPTS = 5;

/** The first changes of a run go one at a time, and none is sent too often. */
export function carefulStart(watch: Watch): Invariant {
  const sent = new Map<string, number>();
  const attempts = new Map<string, number>();
  return {
    onCommit({ commit }) {
      const intents = (commit.journal ?? []).filter(({ kind, action }) => kind === 'intent' && action !== 'link');
      const [first] = intents;
      if (first === undefined) return;
      const before = sent.get(first.run) ?? 0;
      if (before < CANARIES && intents.length > 1)
        watch.violate('canary', `${first.run} sends ${intents.length} changes at once after ${before}`);
      sent.set(first.run, before + intents.length);
      for (const { run, change } of intents) {
        const address = `${run} ${change ?? ''}`;
        const count = (attempts.get(address) ?? 0) + 1;
        attempts.set(address, count);
        if (count > ATTEMPTS) watch.violate('retry', `${address} is sent ${count} times`);
      }
    },
  };
}

/** How long a lease lasts. */
const LEASE_MS = 60_000;

/** Only the holder of the lease begins to write, and nobody who could not record something goes on. */
export function fenced(watch: Watch): Invariant {
  const fresh = new Map<string, boolean>();
  const failed = new Set<string>();
  const heldSince = new Map<string, number>();
  return {
    onStateDone(process, name) {
      if (name === 'acquire' || name === 'renew') heldSince.set(process.name, watch.nowMs);
    },
    onCommit({ commit }) {
      for (const entry of commit.journal ?? []) if (entry.kind === 'intent') fresh.set(processOf(entry.run), true);
    },
    onStateFailed(process, name) {
      if (name === 'commit') failed.add(process.name);
    },
    onSent({ process, system, kind }) {
      if (kind !== 'write') return;
      if (failed.has(process.name))
        watch.violate('state', `${process.name} writes to ${system} though it could not record something before`);
      // What follows within one batch is in the hands of the connector.
      const isFirst = fresh.get(process.name) === true;
      fresh.set(process.name, false);
      const holder = watch.state.lease?.holder ?? '';
      const heldMs = watch.nowMs - (heldSince.get(process.name) ?? 0);
      if (isFirst && heldMs > LEASE_MS)
        watch.violate('fence', `${process.name} writes to ${system}, and its lease ended ${heldMs - LEASE_MS} ms ago`);
      if (isFirst && !holder.startsWith(`${process.name}-`))
        watch.violate(
          'fence',
          `${process.name} writes to ${system} while the lease is ${holder === '' ? 'free' : holder}`,
        );
    },
  };
}

/** The report tells the same outcomes as the journal, one for each reviewed change. */
export function reported(watch: Watch): Invariant {
  return {
    onReport(_process, report) {
      const told = new Map<string, JournalEntry>();
      for (const entry of watch.outcomes) if (entry.run === report.run) told.set(entry.change ?? '', entry);
      const plan = watch.plans.get(report.plan.digest);
      if (plan !== undefined && plan.changes.length !== report.outcomes.length)
        watch.violate(
          'report',
          `${report.run} tells ${report.outcomes.length} outcomes of ${plan.changes.length} changes`,
        );
      for (const { change, outcome } of report.outcomes) {
        const entry = told.get(change);
        if (entry?.outcome !== outcome)
          watch.violate(
            'report',
            `${report.run} tells ${outcome} of ${change}, the journal ${entry?.outcome ?? 'nothing'}`,
          );
      }
    },
  };
}

/** Most deletes of one run in one system, by the scenario's policy. */
const DELETES = 2;

/** No run deletes more than the policy allows, unless people released the change or the whole plan. */
export function limited(watch: Watch): Invariant {
  const deletes = new Map<string, number>();
  return {
    onEngineWrite({ write, intent, change }) {
      if (write.action !== 'delete' || intent === null || change === null || change.approved !== undefined) return;
      const address = `${intent.run} ${write.system}`;
      deletes.set(address, (deletes.get(address) ?? 0) + 1);
      if ((deletes.get(address) ?? 0) <= DELETES || isApproved(watch, intent.plan ?? '')) return;
      watch.violate('limit', `${address} deletes more than ${DELETES} records`);
    },
  };
}

function isApproved(watch: Watch, digest: string): boolean {
  return [...watch.state.documents.keys()].some((address) => address.startsWith(`decision\u0000${digest}:`));
}

/** The process that a run id was made by: its name stands before the first dash. */
function processOf(run: string): string {
  return run.split('-')[0] ?? '';
}
