import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNREADABLE } from 'concordat/connector';
import { type Fixture, batchOf, readAll, readOne, requestOf, startFixture, updateOf } from './postgres-fixture.ts';

let fixture: Fixture;

beforeAll(async () => {
  fixture = await startFixture();
  await fixture.sql(
    "create type mood as enum ('sad', 'ok'); create domain positive as numeric(12,2) check (value > 0)",
  );
});
afterAll(() => fixture.stop());

let tables = 0;

/** A table with one record whose field `v` has this type and value. */
async function tableWith(type: string, value: string): Promise<string> {
  tables += 1;
  const name = `t${tables}`;
  await fixture.sql(`create table ${name} (id int primary key, v ${type}); insert into ${name} values (1, ${value})`);
  return name;
}

describe('values cross the border without loss', () => {
  it.each([
    ['smallint', '-7', '-7'],
    ['bigint', '9223372036854775807', '9223372036854775807'],
    ['numeric(20,4)', '1234567890123456.7800', '1234567890123456.7800'],
    ['numeric', "'NaN'", 'NaN'],
    ['positive', '19.90', '19.90'],
    ['real', '0.1', 0.1],
    ['real', '16777217', 16777216],
    ['double precision', '0.1::float8 + 0.2::float8', 0.1 + 0.2],
    ['double precision', "'-Infinity'", '-Infinity'],
    ['double precision', "'NaN'", 'NaN'],
    ['boolean', 'false', false],
    ['date', "'2024-02-29'", '2024-02-29'],
    ['date', "'infinity'", 'infinity'],
    ['time', "'10:00:00.123456'", '10:00:00.123456'],
    ['timestamp', "'2020-03-01 10:00:00.123456'", '2020-03-01T10:00:00.123456'],
    ['timestamptz', "'2020-03-01 10:00:00.123456+05:30'", '2020-03-01T04:30:00.123456Z'],
    ['timestamptz', "'-infinity'", '-infinity'],
    ['text', "''", ''],
    ['text', 'null', null],
    ['text', "U&'\\00e9 e\\0301 \\+01F600'", '\u00e9 e\u0301 \u{1f600}'],
    ['char(6)', "'ab'", 'ab'],
    ['uuid', "'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'", 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
    ['mood', "'sad'", 'sad'],
    ['bytea', "'\\x00ff10'", 'AP8Q'],
    ['interval', "'1 day 2 hours'", 'P1DT2H'],
    ['int[]', "'{1,NULL,9}'", ['1', null, '9']],
    ['numeric[]', "'{1.10,2}'", ['1.10', '2']],
    ['text[]', `'{"a,b","q\\"q",""}'`, ['a,b', 'q"q', '']],
    [
      'int[][]',
      "'{{1,2},{3,4}}'",
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['timestamptz[]', "'{2020-03-01 10:00:00+00}'", ['2020-03-01T10:00:00Z']],
    ['mood[]', "'{sad,ok}'", ['sad', 'ok']],
    ['text[]', "'{}'", []],
    ['jsonb', `'{"b":1,"a":[1.5,null,true]}'`, { a: [1.5, null, true], b: 1 }],
    [
      'jsonb',
      `'{"id":9007199254740992,"n":19.90,"text":"9007199254740993"}'`,
      { id: 9007199254740992, n: 19.9, text: '9007199254740993' },
    ],
    ['json', `'[-0.5e3, 1e21, 1.000]'`, [-500, 1e21, 1]],
    ['jsonb', `'{"id":9007199254740993}'`, { nothing: 'unreadable' }],
    ['jsonb', `'{"price":[0.10000000000000000001]}'`, { nothing: 'unreadable' }],
    ['json', `'[1e400]'`, { nothing: 'unreadable' }],
    ['jsonb[]', `array['1', '[9007199254740993]']::jsonb[]`, { nothing: 'unreadable' }],
    ['jsonb[]', `array['1', '[2.50]', '{"nothing":"unreadable"}']::jsonb[]`, [1, [2.5], { nothing: 'unreadable' }]],
  ])('%s %s', async (type, sql, value) => {
    const table = await tableWith(type, sql);
    const connector = await fixture.open();

    expect(await readOne(connector, table, 'v')).toEqual(value);
  });

  it.each([
    ['bigint', '9223372036854775806'],
    ['numeric(20,4)', '1234567890123456.7811'],
    ['numeric', 'NaN'],
    ['real', 0.2],
    ['double precision', 'Infinity'],
    ['boolean', true],
    ['date', '2024-02-28'],
    ['time', '23:59:59.999999'],
    ['timestamp', '2020-03-01T10:00:00.123457'],
    ['timestamptz', '2020-03-01T10:00:00.123457Z'],
    ['text', 'a\\b\'c"d|e\n{\u{1f600}}'],
    ['text', ''],
    ['char(6)', 'x y'],
    ['varchar(3)', 'abc'],
    ['mood', 'ok'],
    ['bytea', 'AP8Q'],
    ['int[]', ['2', null, '3']],
    ['text[]', ['a,b', 'q"q\\', '', 'NULL', null]],
    [
      'int[][]',
      [
        ['1', '2'],
        ['3', '5'],
      ],
    ],
    ['jsonb', { a: [1, 'x', null], b: { c: true } }],
    ['jsonb', 'a text'],
    ['json', [1, 2]],
    ['text', null],
  ])('what is written to %s is read back: %j', async (type, value) => {
    const table = await tableWith(type, 'null');
    const connector = await fixture.open();
    const before = await readAll(connector, requestOf(table, { fields: ['id', 'v'] }));

    const outcomes = await connector.writeBatch?.(
      batchOf(table, [updateOf(before.records[0], { v: value })]),
      AbortSignal.timeout(9_000),
    );

    expect(outcomes).toEqual([{ id: 'change-0', status: 'applied', nativeId: ['1'], code: null, detail: null }]);
    expect(await readOne(connector, table, 'v')).toEqual(value);
  });

  it.each([
    ['varchar(3)', 'abcd'],
    ['integer', '2147483648'],
    ['integer', 'twelve'],
    ['mood', 'glad'],
    ['date', '2024-02-30'],
    ['text', 'nul\0'],
  ])('a value that %s cannot hold is rejected, never cut: %j', async (type, value) => {
    const table = await tableWith(type, 'null');
    const connector = await fixture.open();
    const before = await readAll(connector, requestOf(table, { fields: ['v'] }));

    const [outcome] =
      (await connector.writeBatch?.(
        batchOf(table, [updateOf(before.records[0], { v: value })]),
        AbortSignal.timeout(9_000),
      )) ?? [];

    expect(outcome).toMatchObject({ status: 'rejected', code: 'BAD_VALUE' });
    expect(outcome?.detail).not.toContain(value);
    expect(await readOne(connector, table, 'v')).toBeNull();
  });

  it('a column that the login may not read is unreadable, not null', async () => {
    await fixture.sql(`create table half (id int primary key, open text, secret text); insert into half values (1, 'a', 'b');
      create role half_reader login password 'pw'; grant select (id, open) on half to half_reader`);
    const connector = await fixture.open({ url: fixture.urlAs('half_reader', 'pw') });

    const { records } = await readAll(connector, requestOf('half', { fields: ['open', 'secret'] }));

    expect([...(records[0]?.native ?? [])]).toEqual([
      ['open', 'a'],
      ['secret', UNREADABLE],
    ]);
  });

  it('equal records have equal bytes, and a null differs from a text', async () => {
    await fixture.sql(
      "create table raw (id int primary key, a text, b text); insert into raw values (1, 'n', null), (2, null, 'n'), (3, 'n', null)",
    );
    const connector = await fixture.open();

    const { records } = await readAll(connector, requestOf('raw', { fields: ['a', 'b'] }));

    expect(records[0]?.bytes).toBe(records[2]?.bytes);
    expect(records[0]?.bytes).not.toBe(records[1]?.bytes);
  });
});

describe('describe', () => {
  it('tells kinds, native types, keys, enums, scale, and what cannot be written', async () => {
    await fixture.sql(`create table told (id bigint generated always as identity primary key, price positive not null, m mood,
      tags text[], twice numeric generated always as (1 + 1) stored)`);
    const connector = await fixture.open();

    const told = (await connector.describe(AbortSignal.timeout(9_000))).find(({ name }) => name === 'told');

    expect(told).toEqual({
      name: 'told',
      id: ['id'],
      rights: ['read', 'create', 'update', 'delete'],
      fields: [
        { name: 'id', kind: 'integer', nativeType: 'bigint', isNullable: false, isWritable: false },
        { name: 'price', kind: 'decimal', nativeType: 'positive', isNullable: false, scale: 2 },
        { name: 'm', kind: 'text', nativeType: 'mood', isNullable: true, enum: ['sad', 'ok'] },
        { name: 'tags', kind: 'list', nativeType: 'text[]', isNullable: true },
        { name: 'twice', kind: 'decimal', nativeType: 'numeric', isNullable: true, isWritable: false },
      ],
    });
  });
});
