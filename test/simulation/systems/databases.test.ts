import { describe, expect, it } from 'vitest';
import { FaultyWire, mishap } from './faulty-wire.ts';
import { Table } from './table.ts';

describe('simulated postgres', () => {
  it('rounds decimals by their scale, runs triggers, and refuses what is too long', async () => {
    const table = new Table(
      'postgres',
      { scales: { 'people.credit': 2 } },
      { maxLength: { name: 5 }, triggers: { id: (value) => String(value).trim() } },
    );

    const outcomes = await table.write(
      table.open(),
      table.create({ id: ' a ', name: 'short', credit: '19.995' }),
      table.create({ id: 'b', name: 'longer' }),
      table.create({ id: 'c', name: 'tail   ' }),
      table.create({ id: 'd', credit: 'much' }),
    );

    expect(outcomes.map(({ status, code }) => [status, code])).toEqual([
      ['applied', null],
      ['rejected', 'BAD_VALUE'],
      ['applied', null],
      ['rejected', 'BAD_VALUE'],
    ]);
    expect(table.value('a', 'credit')).toBe('20.00');
    expect(table.value('c', 'name')).toBe('tail ');
  });

  it('sees its own writes in one transaction, and none before the commit', async () => {
    const table = new Table('postgres');
    const wire = new FaultyWire(mishap('commit', 'lost', 'late'));

    const outcomes = await table.write(
      table.open(wire),
      table.create({ id: 'a', name: 'x' }),
      table.create({ id: 'b', name: 'x' }),
    );

    expect(outcomes.map(({ status, code }) => [status, code])).toEqual([
      ['unknown', 'SYSTEM_UNREACHABLE'],
      ['rejected', 'UNIQUE'],
    ]);
    expect((await table.read()).records).toEqual([]);
    wire.land();
    expect((await table.read()).records).toHaveLength(1);
  });

  it('writes nothing of a transaction whose connection broke before the commit', async () => {
    const table = new Table('postgres');
    const wire = new FaultyWire(mishap('delete', 'lost', 'performs'));
    table.insert('a');
    const [update, remove] = [await table.update('a', { name: 'new' }), await table.update('a', { name: 'gone' })];

    const outcomes = await table.write(table.open(wire), update, { ...remove, action: 'delete', values: new Map() });

    expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(table.value('a', 'name')).toBe('name of a');
  });

  it('lets a person win over an open transaction, and rolls that back', async () => {
    const table = new Table('postgres');
    const wire = new FaultyWire(mishap('commit', 'lost', 'late'));
    table.insert('a');
    await table.write(table.open(wire), await table.update('a', { name: 'ours' }));
    table.system.update('bob', 'people', 'a', { name: 'theirs' });
    wire.land();

    expect(table.value('a', 'name')).toBe('theirs');
    expect(table.system.landed).toHaveLength(2);
  });

  it('locks records for other transactions until the late commit can no longer come', async () => {
    const table = new Table('postgres');
    table.insert('a');
    const lost = new FaultyWire(mishap('commit', 'lost', 'nothing'));
    await table.write(
      table.open(lost),
      await table.update('a', { name: 'ours' }),
      table.create({ id: 'b', name: 'b' }),
    );
    const again = async (): Promise<readonly unknown[]> => {
      const changes = [await table.update('a', { name: 'again' }), table.create({ id: 'c', name: 'b' })];
      return (await table.write(table.open(), ...changes)).map(({ status, code }) => [status, code]);
    };

    expect(await again()).toEqual([
      ['failed', 'SYSTEM_BUSY'],
      ['failed', 'SYSTEM_BUSY'],
    ]);
    table.nowMs += 5001;
    expect(await again()).toEqual([
      ['applied', null],
      ['applied', null],
    ]);
  });

  it('reads pages of one snapshot', async () => {
    const table = new Table('postgres');
    for (const id of ['a', 'b', 'c']) table.insert(id);
    const ids: string[] = [];
    for await (const page of table.open().read(table.request(), new AbortController().signal)) {
      for (let i = 0; i < page.count; i += 1) ids.push(page.key(i).join());
      if (ids.length === 2) table.system.remove('ann', 'people', 'c');
    }

    expect(ids).toEqual(['a', 'b', 'c']);
  });
});

describe('simulated mysql', () => {
  it('takes texts for the same that differ by case, accent or spaces at the end', async () => {
    const table = new Table('mysql');
    table.insert('a', { name: 'Zoë' });

    const outcomes = await table.write(
      table.open(),
      table.create({ id: 'b', name: 'zoe  ' }),
      table.create({ id: 'A ', name: 'x' }),
    );

    expect(outcomes.map(({ code }) => code)).toEqual(['UNIQUE', 'UNIQUE']);
  });

  it('takes any warning for a refusal, unless it is sloppy', async () => {
    const [strict, sloppy] = [false, true].map(
      (isSloppy) => new Table('mysql', { scales: { 'people.credit': 2 }, isSloppy }, { maxLength: { name: 3 } }),
    );
    for (const table of [strict, sloppy]) {
      const outcomes = await table?.write(
        table.open(),
        table.create({ id: 'a', name: 'abcd' }),
        table.create({ id: 'b', name: 'b', credit: '1.005' }),
        table.create({ id: 'c', name: 'c', credit: '1.500' }),
      );

      const codes = table === strict ? ['BAD_VALUE', 'BAD_VALUE', null] : [null, null, null];
      expect(outcomes?.map(({ code }) => code)).toEqual(codes);
    }
    expect(sloppy?.value('a', 'name')).toBe('abc');
    expect(sloppy?.value('b', 'credit')).toBe('1.01');
  });

  it('keeps whole seconds', async () => {
    const table = new Table('mysql');
    table.insert('a', { seen: '2024-12-31T23:59:59.5Z' });
    table.insert('b', { seen: '2024-12-31T23:59:59.499Z' });

    expect(table.value('a', 'seen')).toBe('2025-01-01T00:00:00Z');
    expect(table.value('b', 'seen')).toBe('2024-12-31T23:59:59Z');
  });

  it('guards the touched columns, and no other', async () => {
    const table = new Table('mysql');
    table.insert('a');
    const [name, credit] = [await table.update('a', { name: 'ours' }), await table.update('a', { credit: '1' })];
    table.system.update('bob', 'people', 'a', { name: 'NAME OF A' });

    const outcomes = await table.write(table.open(), name, credit);

    expect(outcomes.map(({ status }) => status)).toEqual(['conflict', 'applied']);
    expect(table.value('a', 'name')).toBe('NAME OF A');
  });
});

describe('simulated ldap', () => {
  it('takes names for the same that differ by case and spaces, and keeps no empty text', async () => {
    const table = new Table('ldap');
    table.insert('a', { name: 'Ann  Lee' });

    const outcomes = await table.write(table.open(), table.create({ id: 'b', name: 'ann lee' }));
    table.insert('c', { name: '' });

    expect(outcomes.map(({ code }) => code)).toEqual(['UNIQUE']);
    expect(table.value('c', 'name')).toBeNull();
  });

  it('delivers an entry once that was deleted and added again during the search', async () => {
    const table = new Table('ldap');
    for (const id of ['a', 'b', 'c']) table.insert(id);
    const ids: string[] = [];
    for await (const page of table.open().read(table.request(), new AbortController().signal)) {
      for (let i = 0; i < page.count; i += 1) ids.push(page.key(i).join());
      if (ids.length !== 2) continue;
      table.system.remove('ann', 'people', 'a');
      table.system.restore('ann', 'people', 'a');
    }

    expect(ids).toEqual(['a', 'b', 'c']);
  });
});

describe('simulated csv', () => {
  it('writes nothing when another program wrote the file meanwhile', async () => {
    const table = new Table('csv');
    table.insert('a');
    const wire = new FaultyWire(mishap('rename', 'lost', 'late'));
    await table.write(table.open(wire), await table.update('a', { name: 'ours' }));
    table.insert('b');
    wire.land();

    expect(table.value('a', 'name')).toBe('name of a');
  });

  it('undoes what came between the last look and the rename, where there is a window', async () => {
    const table = new Table('csv', { hasRenameWindow: true });
    table.insert('a');
    const wire = new FaultyWire(mishap('rename', 'lost', 'late'));
    await table.write(table.open(wire), await table.update('a', { name: 'ours' }));
    table.insert('b');
    wire.land();

    expect(table.value('a', 'name')).toBe('ours');
    expect(table.value('b', 'name')).toBeUndefined();
    expect(table.system.landed.at(-2)).toMatchObject({ action: 'delete', nativeId: 'b', by: 'concordat:c1' });
  });

  it('has no unique keys but the id, and keeps the order of the file', async () => {
    const table = new Table('csv');
    for (const id of ['b', 'a']) table.insert(id, { name: 'same' });
    await table.write(table.open(), await table.update('b', { name: 'new' }), table.create({ id: 'A' }));
    const { uniqueKeys } = await table.open().capabilities.of('people', new AbortController().signal);

    expect(uniqueKeys).toBeUndefined();
    expect((await table.read()).records.map(({ key }) => key.join())).toEqual(['b', 'a', 'A']);
  });

  it('leaves its temporary file behind when a write breaks, where it is torn', async () => {
    for (const isTorn of [true, false]) {
      const table = new Table('csv', { isTorn });
      table.insert('a');
      await table.write(
        table.open(new FaultyWire(mishap('rename', 'partial', 'performs'))),
        await table.update('a', { name: 'x' }),
      );

      expect(table.system).toMatchObject({ leftovers: isTorn ? ['.people.csv.concordat-tmp'] : [] });
      expect(table.value('a', 'name')).toBe('x');
    }
  });
});
