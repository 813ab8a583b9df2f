/**
 * A process that writes a CSV folder for ever: `node --conditions=source csv-writer.ts DIR`. Each batch sets `a` and `b` of every record to one
 * new number, and creates and deletes a record. A test kills it.
 */
import type { WriteChange } from 'concordat/connector';
import { collectRead } from 'concordat/testing';
import csv from '../../plugins/csv/index.ts';
import { realWorld } from '../../src/world.ts';

const [, , dir = '.'] = process.argv;
const signal = new AbortController().signal;
const connector = await csv.open({ system: 'erp', connection: { dir }, access: {}, root: dir, world: realWorld() });
const write = connector.writeBatch?.bind(connector);
const request = { resource: 'things', id: ['id'], fields: ['a', 'b', 'id'], where: null, lookup: null, pageSize: 100 };

for (;;) {
  const { records } = await collectRead(connector, request);
  const last = Math.max(...records.map(({ native }) => Number(native.get('a'))));
  const next = String(last + 1);
  const values = new Map([
    ['a', next],
    ['b', next],
  ]);
  const changes = records.map(({ key, version, native }): WriteChange => {
    const isGuest = key[0]?.startsWith('guest') === true;
    const action = isGuest ? 'delete' : 'update';
    return { id: key.join(), action, nativeId: key, version, before: native, values: isGuest ? new Map() : values };
  });
  const guest = new Map([...values, ['id', `guest ${next}`]]);
  changes.push({ id: 'guest', action: 'create', nativeId: null, version: null, before: null, values: guest });
  const outcomes = await write?.({ resource: 'things', id: ['id'], changes }, signal);
  if (outcomes?.every(({ status }) => status === 'applied') === true) process.stdout.write(`${next}\n`);
}
