/**
 * A connector that takes its time where the environment variable SLOW says: `read` waits for its signal, `deaf` does not
 * even listen to it, `write` waits after each batch. It says READY on stderr once it waits, and counts writes in a file.
 */
export const SLOW_CONNECTOR = `
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const guard = { kind: 'values', strength: 'strong' };
const wait = (ms, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, ms);
  signal?.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)), { once: true });
});

export default {
  name: 'slow',
  connection: { holds: { description: 'How many records it holds.', type: 'number', required: true } },
  async open({ connection, root, world }) {
    const slow = world.env('SLOW');
    const file = join(root, 'written');
    const records = new Map(Array.from({ length: connection.holds }, (_, i) => [String(i), new Map([['no', String(i)], ['name', 'n' + i]])]));
    return {
      capabilities: { of: async () => ({ actions: ['create', 'update', 'delete'], guard, batchSize: 1000, keyOrder: 'binary', snapshot: true }) },
      identity: async () => 'slow:' + connection.holds,
      check: async () => [],
      describe: async () => [{ name: 'things', id: ['no'], fields: ['no', 'name'].map((name) => ({ name, kind: 'text', nativeType: 'text', isNullable: true })) }],
      async *read(request, signal) {
        if (slow === 'read' || slow === 'deaf') {
          process.stderr.write('READY\\n');
          await wait(60_000, slow === 'read' ? signal : undefined);
        }
        const columns = request.fields.map((name) => ({ name, kind: 'text' }));
        const wanted = request.lookup === null ? null : new Set(request.lookup.values.map(([value]) => value));
        const found = [...records.values()].filter((record) => wanted === null || wanted.has(record.get(request.lookup.by[0])));
        const text = (i) => JSON.stringify(request.fields.map((name) => found[i].get(name) ?? null));
        const certificate = { complete: true, count: found.length, total: found.length, reason: null };
        yield { columns, guard, count: found.length, key: (i) => [found[i].get('no')], version: text, bytes: (i) => Buffer.from(text(i)), decode: (i) => found[i], certificate };
      },
      async writeBatch(batch) {
        for (const { values } of batch.changes) records.set(values.get('no'), new Map(values));
        const before = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
        writeFileSync(file, String(before + batch.changes.length));
        if (slow === 'write' && before === 0) {
          process.stderr.write('READY\\n');
          await wait(1500);
        }
        return batch.changes.map(({ id, values }) => ({ id, status: 'applied', nativeId: [values.get('no')], code: null, detail: null }));
      },
      close: async () => {},
    };
  },
};
`;

/** Two systems with it: one that holds a thousand records, and one that holds none of them. */
export const SLOW_MANIFESTS = `kind: system
name: full
connector: slow
connection: { holds: 1000 }
---
kind: system
name: bare
connector: slow
connection: { holds: 0 }
access: { things: [read, create, update] }
---
kind: entity
name: thing
key: [no]
fields:
  no: { type: string, required: true, owner: full }
  name: { type: string, owner: full }
lifecycle: { owner: full }
systems:
  full: { resource: things, id: no, fields: { no: no, name: name } }
  bare: { resource: things, id: no, fields: { no: no, name: name } }
`;
