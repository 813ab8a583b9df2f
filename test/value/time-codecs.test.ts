import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { codecsOf, typeOf } from './build.ts';

const DATETIME = typeOf('datetime');

describe('datetime codecs', () => {
  it.each(['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'])(
    'read and write local times of %s as Temporal does, outside the double hour',
    (zone) => {
      const codec = codecsOf([{ datetime: 'YYYY-MM-DD HH:mm:ss', zone }], DATETIME);
      fc.assert(
        fc.property(fc.integer({ min: -2_000_000_000, max: 4_102_444_800 }), (seconds) => {
          const instant = Temporal.Instant.fromEpochMilliseconds(seconds * 1000);
          const local = instant.toZonedDateTimeISO(zone).toPlainDateTime();
          const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' }).toInstant();

          const written = codec.encode(instant.toString());

          expect(written).toEqual({ ok: true, value: local.toString({ smallestUnit: 'second' }).replace('T', ' ') });
          if (!written.ok) return;
          expect(codec.decode(written.value, 'text')).toEqual({ ok: true, value: earlier.toString() });
        }),
        { numRuns: 300 },
      );
    },
  );

  it('take the earlier of two times when clocks go back, and say that this is lossy', () => {
    const codec = codecsOf([{ datetime: 'YYYY-MM-DD HH:mm', zone: 'Europe/Berlin' }], DATETIME);

    expect(codec.decode('2024-10-27 02:30', 'text')).toEqual({ ok: true, value: '2024-10-27T00:30:00Z' });
    expect(codec.encode('2024-10-27T01:30:00Z')).toEqual({ ok: true, value: '2024-10-27 02:30' });
    expect(codec.lossy).toContain('clocks go back');
    expect(codecsOf([{ datetime: 'iso', zone: 'Europe/Berlin' }], DATETIME).lossy).toContain('clocks go back');
  });

  it('lose nothing in a fixed zone, or with an offset in the pattern', () => {
    for (const options of [
      { datetime: 'YYYY-MM-DD HH:mm', zone: 'UTC' },
      { datetime: 'YYYY-MM-DD HH:mm Z', zone: 'Europe/Berlin' },
    ]) {
      expect(codecsOf([options], DATETIME).lossy).toBeNull();
    }
  });

  it('read an offset of the text against the declared zone', () => {
    const iso = codecsOf([{ datetime: 'iso', zone: 'Europe/Berlin' }], DATETIME);

    expect(iso.decode('2024-01-01T12:00:00-05:00', 'text')).toEqual({ ok: true, value: '2024-01-01T17:00:00Z' });
    expect(iso.decode('2024-01-01', 'text')).toMatchObject({ ok: false });
  });

  it.each([
    ['2024-07-01T10:00:00Z', '2024-07-01 12:00 +02:00'],
    ['1970-01-01T00:00:00Z', '1970-01-01 01:00 +01:00'],
  ])('write %s with its offset as %s', (instant, text) => {
    const codec = codecsOf([{ datetime: 'YYYY-MM-DD HH:mm Z', zone: 'Europe/Berlin' }], DATETIME);

    expect(codec.encode(instant)).toEqual({ ok: true, value: text });
    expect(codec.decode(text.replace(/(\d\d):(\d\d)$/, '$1$2'), 'text')).toEqual({ ok: true, value: instant });
  });

  it('write west of Greenwich with a minus, and refuse an offset with seconds', () => {
    const codec = codecsOf([{ datetime: 'YYYY-MM-DD HH:mm Z', zone: 'America/New_York' }], DATETIME);

    expect(codec.encode('2024-01-01T00:00:00Z')).toEqual({ ok: true, value: '2023-12-31 19:00 -05:00' });
    expect(codec.encode('1880-01-01T00:00:00Z')).toMatchObject({ ok: false, code: 'VALUE_CODEC' });
  });

  it('refuse a local time outside the years 0000 to 9999', () => {
    for (const datetime of ['iso', 'YYYY-MM-DD HH:mm']) {
      const codec = codecsOf([{ datetime, zone: '+14:00' }], DATETIME);

      expect(codec.encode('9999-12-31T23:00:00Z')).toMatchObject({ ok: false, code: 'VALUE_DATETIME' });
      expect(codec.decode('0000-01-01T01:00:00', 'local-datetime')).toMatchObject({
        ok: false,
        code: 'VALUE_DATETIME',
      });
    }
  });
});

describe('epoch codecs', () => {
  it.each([
    ['unix', '0', '1970-01-01T00:00:00Z'],
    ['unix', '-1', '1969-12-31T23:59:59Z'],
    ['unix', '253402300799', '9999-12-31T23:59:59Z'],
    ['unix-ms', '1', '1970-01-01T00:00:00.001Z'],
    ['unix-ms', '-1', '1969-12-31T23:59:59.999Z'],
    ['unix-ms', '-999', '1969-12-31T23:59:59.001Z'],
  ])('%s: %s is %s', (datetime, text, instant) => {
    const codec = codecsOf([{ datetime }], DATETIME);

    expect(codec.decode(text, 'integer')).toEqual({ ok: true, value: instant });
    expect(codec.encode(instant)).toEqual({ ok: true, value: text });
  });

  it.each(['x', '1e300', '253402300800', '0.0000000001'])('refuse %s seconds', (text) => {
    expect(codecsOf([{ datetime: 'unix' }], DATETIME).decode(text, 'text')).toMatchObject({ ok: false });
  });

  it('read fractions of a second, which they cannot write', () => {
    const codec = codecsOf([{ datetime: 'unix' }], DATETIME);

    expect(codec.decode(-0.25, 'float')).toEqual({ ok: true, value: '1969-12-31T23:59:59.75Z' });
    expect(codec.encode('1969-12-31T23:59:59.75Z')).toMatchObject({ ok: false, code: 'VALUE_CODEC' });
  });
});

describe('date and time codecs', () => {
  it('refuse canonical values that are none', () => {
    expect(codecsOf([{ date: 'DD/MM/YYYY' }], typeOf('date')).encode('2024-02-30')).toMatchObject({ ok: false });
    expect(codecsOf([{ time: 'HH:mm' }], typeOf('time')).encode('25:00:00')).toMatchObject({ ok: false });
  });

  it('read month names in any case, and one or two digits where the pattern is loose', () => {
    const codec = codecsOf([{ date: 'D MMMM YYYY' }], typeOf('date'));

    expect(['1 MARCH 2020', '01 march 2020'].map((text) => codec.decode(text, 'text'))).toEqual([
      { ok: true, value: '2020-03-01' },
      { ok: true, value: '2020-03-01' },
    ]);
  });

  it.each([
    ['12:00 AM', '00:00:00'],
    ['12:00 PM', '12:00:00'],
    ['1:05 pm', '13:05:00'],
  ])('%s is %s', (text, time) => {
    expect(codecsOf([{ time: 'h:mm A' }], typeOf('time')).decode(text, 'text')).toEqual({ ok: true, value: time });
  });
});
