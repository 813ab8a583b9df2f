/** Compared fields of a bench customer, beside its number. */
export const FIELDS = [
  'email',
  'first_name',
  'last_name',
  'phone',
  'street',
  'city',
  'state',
  'zip',
  'country',
  'since',
  'credit_limit',
  'status',
] as const;

/** One customer as the CRM and the ERP hold it; null where a system lacks it. Columns: number, then FIELDS. */
export interface CustomerPair {
  readonly crm: readonly string[] | null;
  readonly erp: readonly string[] | null;
}

/** What a plan must find. */
export interface Truth {
  onlyCrm: number;
  onlyErp: number;
  driftedFields: number;
  driftedRecords: number;
}

/** A seeded stream of customers: one field in a hundred drifts, one record in a thousand is missing on either side. */
export function* customers(count: number, seed: number, truth: Truth): Generator<CustomerPair> {
  const random = mulberry(seed);
  for (let i = 1; i <= count; i += 1) {
    const crm = [customerNumber(i), ...FIELDS.map((field) => valueOf(field, i, random))];
    const erp = crm.map((value, column) => (column > 0 && random() < 0.01 ? other(column, i, value, random) : value));
    const fate = random();
    if (fate < 0.001) {
      truth.onlyCrm += 1;
      yield { crm, erp: null };
    } else if (fate < 0.002) {
      truth.onlyErp += 1;
      yield { crm: null, erp };
    } else {
      const drifted = erp.filter((value, column) => value !== crm[column]).length;
      truth.driftedFields += drifted;
      truth.driftedRecords += drifted > 0 ? 1 : 0;
      yield { crm, erp };
    }
  }
}

/** One key in a hundred is lower case with punctuation, where default collations disagree. */
function customerNumber(i: number): string {
  return i % 100 === 7 ? `acq-${String(i).padStart(7, '0')}` : `C${String(i).padStart(9, '0')}`;
}

function other(column: number, i: number, value: string, random: () => number): string {
  const field = FIELDS[column - 1] ?? 'status';
  for (;;) {
    const fresh = valueOf(field, i, random);
    if (fresh !== value) return fresh;
  }
}

const POOLS: Readonly<Record<string, readonly string[]>> = {
  first_name: ['Anna', 'Ben', 'Jürgen', 'René', 'Sofía', 'Zoë', 'Łukasz', 'Øystein', '陽菜', 'Ольга'],
  last_name: ['Meyer', 'García', 'Novák', 'Çelik', 'Dvořák', 'Großmann', 'OConnor', '佐藤', 'Шевченко'],
  street: ['Main St', 'Hauptstraße', 'Rue de la Paix', 'Calle Mayor', 'Mill Rd'],
  city: ['Springfield', 'Zürich', 'São Paulo', 'Köln', 'Kraków', 'Boston', 'Tampa'],
  state: ['CA', 'NY', 'TX', 'WA', 'OR', 'CO', 'MA', 'FL'],
  country: ['US', 'US', 'DE', 'FR', 'IT', 'ES', 'PL', 'BR'],
  status: ['active', 'active', 'active', 'prospect', 'dormant', 'closed'],
};

function valueOf(field: string, i: number, random: () => number): string {
  const pick = (pool: readonly string[]) => pool[Math.floor(random() * pool.length)] ?? '';
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const pool = POOLS[field];
  if (field === 'street') return `${1 + Math.floor(random() * 9999)} ${pick(POOLS['street'] ?? [])}`;
  if (pool !== undefined) return pick(pool);
  if (field === 'email') return `u${i}.${digits(3)}@mail${Math.floor(random() * 50)}.example.com`;
  if (field === 'phone') return `+1${digits(10)}`;
  if (field === 'zip') return digits(5);
  if (field === 'since')
    return `${2005 + Math.floor(random() * 20)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
  return (Math.floor(random() * 5_000_000) / 100).toFixed(2);
}

/** A small seeded generator of numbers in [0, 1). */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
