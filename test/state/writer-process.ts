// Commits to the state in the folder argv[2] until it is killed: after each commit that returned, its number goes to stdout.
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { openStateStore } from '../../src/state/open-state.ts';
import { realWorld } from '../../src/world.ts';
import { leafOf } from './audit-leaves.ts';
import { stepOf } from './writer-steps.ts';

const [, , root = '', state = '', mode = ''] = process.argv;
const world = realWorld();
const store = await openStateStore({ name: 'trading', root, manifests: 'sync.d', state }, world);
flushCompileCache();
await (mode === 'alone' ? writeAlone() : decideWithOthers());

/** Commits and decides in turn, with the state's own serial as number. */
async function writeAlone(): Promise<void> {
  const lease = await store.acquireLease('writer', 60_000, world.now());
  const { serial } = (await store.lineage()) ?? { serial: 0 };
  for (let number = serial + 1; ; number += 1) {
    const { documents = [], audit = [], ...rest } = stepOf(number);
    if (number % 2 === 1) await store.commit(lease, { ...rest, documents, audit });
    else await store.decide({ documents, audit });
    writeSync(1, `${number}\n`);
  }
}

/** Decides without the lease; the number is its own. */
async function decideWithOthers(): Promise<void> {
  for (let number = 1; ; number += 1) {
    await store.decide({ audit: [leafOf({ change: `${process.pid}-${number}` })] });
    writeSync(1, `${number}\n`);
  }
}
