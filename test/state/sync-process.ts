// Commits to the state in the folder argv[2] while syncs fail; prints, as JSON, how each commit ended and what the state held after it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { openStateReader, openStateStore } from '../../src/state/open-state.ts';
import { realWorld } from '../../src/world.ts';
import { collect } from './collect.ts';
import { stepOf } from './writer-steps.ts';

const [, , root = '', trigger = ''] = process.argv;
const config = { name: 'trading', root, manifests: 'sync.d', state: 'state.db' };
const world = realWorld();
const store = await openStateStore(config, world);
const lease = await store.acquireLease('writer', 60_000, world.now());
const ends: unknown[] = [];
for (let n = 1; n <= 8; n += 1) {
  writeFileSync(trigger, String(n));
  const end = await store.commit(lease, stepOf(n)).then(
    () => 'landed',
    (error: unknown) => (error instanceof Error && 'code' in error ? error.code : String(error)),
  );
  const isDue = existsSync(trigger) && readFileSync(trigger, 'utf8') === '0';
  writeFileSync(trigger, '0');
  ends.push({ n, end, isDue, here: await changesOf(store), elsewhere: await elsewhere() });
}
await store.close();
process.stdout.write(JSON.stringify(ends));

async function changesOf(state: Pick<typeof store, 'journal'>): Promise<readonly unknown[]> {
  return (await collect(state.journal({}))).map(({ change }) => change);
}

async function elsewhere(): Promise<readonly unknown[]> {
  const reader = await openStateReader(config, world);
  return changesOf(reader).finally(() => reader.close());
}
