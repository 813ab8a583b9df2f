import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { formatLocal, fromEpochSeconds, isCalendarDate, toEpochSeconds } from '../../src/value/calendar.ts';
import { parseIsoReading } from '../../src/value/parse-time.ts';
import { compileZone, toInstant, type Zone } from '../../src/value/zone.ts';

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Africa/Monrovia',
  'Asia/Tokyo',
];

describe('zones', () => {
  it.each(ZONES)('%s has the offsets of Temporal at any instant from 1890 to 2100', (name) => {
    const zone = zoneOf(name);
    fc.assert(
      fc.property(fc.integer({ min: -2_524_521_600, max: 4_102_444_800 }), (seconds) => {
        const offset =
          Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(name).offsetNanoseconds / 1e9;
        expect(zone.offsetAt(seconds)).toBe(offset);
      }),
      { numRuns: 200 },
    );
  });

  it.each(ZONES)('%s gives readings near its changes of offset the instants of Temporal', (name) => {
    const zone = zoneOf(name);
    for (const change of changesOf(name)) {
      for (let minutes = -1500; minutes <= 1500; minutes += 7) {
        const time = fromEpochSeconds(change + minutes * 60, '');
        if (time === undefined) throw new Error('out of range');
        expect(toInstant(zone, time)).toEqual(expectedInstant(name, formatLocal(time)));
      }
    }
  });

  it('know the skipped hour and the double hour of Berlin', () => {
    const zone = zoneOf('Europe/Berlin');

    expect(toInstant(zone, reading('2024-03-31T02:30:00'))).toEqual({ kind: 'gap' });
    expect(toInstant(zone, reading('2024-10-27T02:30:00'))).toEqual({
      kind: 'earlier-of-two',
      epochSeconds: 1_729_989_000,
    });
    expect(toInstant(zone, reading('2024-10-27T03:00:00'))).toMatchObject({ kind: 'one' });
  });

  it('may be fixed offsets and UTC, and nothing unknown', () => {
    expect([
      compileZone('UTC')?.offsetAt(0),
      compileZone('-03:30')?.offsetAt(0),
      compileZone('+02:00')?.isFixed,
    ]).toEqual([0, -12_600, true]);
    expect([compileZone('+25:00'), compileZone('+01:75'), compileZone('Mars/Base'), compileZone('')]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('forget nothing when more instants are asked for than are kept', () => {
    const zone = zoneOf('Europe/Berlin');
    const start = 1_704_067_200;

    for (let i = 0; i < 21_000; i += 1) zone.offsetAt(start + i * 900);

    expect(zone.offsetAt(start)).toBe(3600);
  });
});

describe('the calendar', () => {
  it('agrees with Temporal on every day from 0000 to 9999 that is asked', () => {
    fc.assert(
      fc.property(
        fc.nat(9999),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          expect(isCalendarDate(year, month, day)).toBe(isTemporalDate(year, month, day));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('turns instants into readings and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (seconds) => {
        const time = fromEpochSeconds(seconds, '');
        if (time === undefined) throw new Error('out of range');
        expect(toEpochSeconds(time)).toBe(seconds);
        expect(`${formatLocal(time)}Z`).toBe(
          Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
            .toString()
            .replace(/^[+]00/, ''),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('ends at the years 0000 and 9999', () => {
    expect([fromEpochSeconds(-62_167_219_201, ''), fromEpochSeconds(253_402_300_800, '')]).toEqual([
      undefined,
      undefined,
    ]);
    expect([isCalendarDate(-1, 1, 1), isCalendarDate(10_000, 1, 1)]).toEqual([false, false]);
  });
});

function zoneOf(name: string): Zone {
  const zone = compileZone(name);
  if (zone === undefined) throw new Error(`no zone ${name}`);
  return zone;
}

function reading(text: string): Parameters<typeof toInstant>[1] {
  const parsed = parseIsoReading(text);
  if (!parsed.ok) throw new Error(parsed.detail);
  return parsed.value.time;
}

/** Local seconds around which the offset changes: two years, and the day that Samoa skipped. */
function changesOf(name: string): number[] {
  const changes: number[] = [];
  for (const start of ['2011-06-01T00:00Z', '2024-01-01T00:00Z']) {
    let at: Temporal.ZonedDateTime | null = Temporal.Instant.from(start).toZonedDateTimeISO(name);
    for (let i = 0; i < 2; i += 1) {
      at = at?.getTimeZoneTransition('next') ?? null;
      if (at !== null) changes.push(at.epochMilliseconds / 1000 + at.offsetNanoseconds / 1e9);
    }
  }
  return changes;
}

function expectedInstant(name: string, local: string): unknown {
  const plain = Temporal.PlainDateTime.from(local);
  const [earlier, later] = (['earlier', 'later'] as const).map((disambiguation) =>
    plain.toZonedDateTime(name, { disambiguation }),
  );
  if (earlier === undefined || later === undefined) throw new Error('unreachable');
  const epochSeconds = earlier.epochMilliseconds / 1000;
  if (earlier.epochMilliseconds === later.epochMilliseconds) return { kind: 'one', epochSeconds };
  return earlier.toPlainDateTime().equals(plain) ? { kind: 'earlier-of-two', epochSeconds } : { kind: 'gap' };
}

function isTemporalDate(year: number, month: number, day: number): boolean {
  try {
    Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
