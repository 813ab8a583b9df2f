import type { ReadRequest, WriteAction } from '../../src/model/connector.ts';
import type { NativeValue } from '../../src/model/value.ts';
import { COLUMNS } from './differential-databases.ts';
import { anyValue } from './differential-values.ts';
import { oneOf } from './random.ts';

/** One write, in words that both databases can take: which record as of which read, without versions. */
export interface WriteOperation {
  readonly action: WriteAction;
  readonly id: string;
  /** Guarded by what was read now, or some rounds ago. */
  readonly isStale: boolean;
  readonly values: readonly (readonly [string, NativeValue])[];
}

const NAMES = Object.keys(COLUMNS);
const LOOKED_UP = ['id', 'email', 'name', 'n', 'amount', 'credit', 'born', 'yes', 'local', 'seen'];

/** Ids that differ in every way that ids like to. */
const IDS: readonly string[] = Array.from(
  { length: 160 },
  (_, index) => `${oneOf(['C-', 'c-', 'é', 'e\u0301', '😀', '\uffee', ' ', "'"], index / 160)}${index % 21}`,
);

/** A create, update or delete of some record. */
export function anyWrite(random: () => number): WriteOperation {
  const x = random();
  const id = oneOf(IDS, random());
  const isStale = random() < 0.15;
  if (x < 0.45) return { action: 'create', id, isStale, values: [['id', id], ...anyFields(random, 5)] };
  if (x < 0.55) return { action: 'delete', id, isStale, values: [] };
  const renamed = random() < 0.06 ? [['id', anyId(random)] as const] : [];
  return { action: 'update', id, isStale, values: [...anyFields(random, 3), ...renamed] };
}

/** A scan or a lookup. */
export function anyRead(random: () => number): ReadRequest {
  const base = {
    resource: 'people',
    id: ['id'],
    fields: NAMES,
    where: null,
    lookup: null,
    pageSize: 1 + Math.floor(random() * 30),
  };
  if (random() < 0.2) return base;
  const by = random() < 0.8 ? [oneOf(LOOKED_UP, random())] : ['name', 'n'];
  const values = Array.from({ length: 1 + Math.floor(random() * 8) }, () => by.map((name) => anyKey(name, random)));
  return { ...base, lookup: { by, values } };
}

function anyFields(random: () => number, most: number): readonly (readonly [string, NativeValue])[] {
  const names = new Set(Array.from({ length: 1 + Math.floor(random() * most) }, () => oneOf(NAMES, random())));
  names.delete('id');
  return Array.from(names, (name) => [name, anyValue(kindOf(name), random)]);
}

function anyId(random: () => number): string | null {
  return random() < 0.3 ? null : oneOf(IDS, random());
}

/** Texts with U+0000 are no keys in PostgreSQL: the whole lookup is refused. */
function anyKey(name: string, random: () => number): NativeValue {
  const value = name === 'id' ? oneOf(IDS, random()) : anyValue(kindOf(name), random);
  return typeof value === 'string' && value.includes('\0') ? 'x' : value;
}

function kindOf(name: string): (typeof COLUMNS)[string][0] {
  return COLUMNS[name]?.[0] ?? 'text';
}
