import { Decimal } from 'decimal.js';

/** A stored record. */
export interface Stored {
  fields: Readonly<Record<string, unknown>>;
  revision: number;
  modifiedMs: number;
}

/** Why a write cannot be. */
export class Unacceptable extends Error {
  readonly status: number;
  readonly error: string;
  readonly about: string;

  constructor(status: number, error: string, about: string) {
    super(error);
    this.status = status;
    this.error = error;
    this.about = about;
  }
}

/** The API's fields: each takes a JSON value and gives what is stored, or undefined for a bad one. */
const FIELDS: Readonly<Record<string, (value: unknown) => unknown>> = {
  id: text,
  email: (value) => (text(value) !== undefined && [...String(value)].length > 12 ? undefined : text(value)),
  credit: (value) =>
    isNumeric(value) ? zeroless(new Decimal(String(value)).toFixed(2, Decimal.ROUND_HALF_UP)) : undefined,
  n: (value) => (/^[+-]?\d{1,15}$/.test(String(value)) && !isObject(value) ? String(Number(value) + 0) : undefined),
  ok: (value) => (value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined),
};

/** Records of one collection, with a unique e-mail. */
export class Records {
  readonly #byId = new Map<string, Stored>();
  readonly #now: () => number;
  #counter = 1000;
  #revision = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  get(id: string): Stored | undefined {
    return this.#byId.get(id);
  }

  /** In the order of code points of the id. */
  all(): readonly Stored[] {
    return [...this.#byId.entries()]
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([, one]) => one);
  }

  insert(given: Readonly<Record<string, unknown>>): Stored {
    const checked = check(given);
    if ((checked['id'] ?? null) === null) {
      do this.#counter += 1;
      while (this.#byId.has(String(this.#counter)));
      checked['id'] = String(this.#counter);
    }
    const blank = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, null]));
    return this.#store(null, { ...blank, ...checked });
  }

  change(id: string, given: Readonly<Record<string, unknown>>): Stored {
    const checked = check(given);
    if (checked['id'] === null) throw new Unacceptable(422, 'bad_value', 'id');
    return this.#store(id, { ...this.#byId.get(id)?.fields, ...checked });
  }

  delete(id: string): void {
    this.#byId.delete(id);
  }

  #store(old: string | null, fields: Readonly<Record<string, unknown>>): Stored {
    const id = String(fields['id']);
    if (id !== old && this.#byId.has(id)) throw new Unacceptable(409, 'unique', 'id');
    for (const [other, { fields: theirs }] of this.#byId)
      if (other !== old && fields['email'] !== null && theirs['email'] === fields['email'])
        throw new Unacceptable(409, 'unique', 'email');
    this.#revision += 1;
    const stored: Stored = { fields, revision: this.#revision, modifiedMs: this.#now() };
    if (old !== null) this.#byId.delete(old);
    this.#byId.set(id, stored);
    return stored;
  }
}

/** True when the API has the field. */
export function isField(name: string): boolean {
  return Object.hasOwn(FIELDS, name);
}

function check(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const checked: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    checked[name] = value === null ? null : FIELDS[name]?.(value);
    if (checked[name] === undefined) throw new Unacceptable(422, 'bad_value', name);
  }
  return checked;
}

function text(value: unknown): string | undefined {
  if (isObject(value) || String(value).includes('\0')) return undefined;
  return Buffer.from(String(value), 'utf8').toString('utf8');
}

function isObject(value: unknown): boolean {
  return typeof value === 'object';
}

function isNumeric(value: unknown): boolean {
  return !isObject(value) && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(String(value));
}

function zeroless(shown: string): string {
  return /^-0\.00$/.test(shown) ? '0.00' : shown;
}
