import type { Switches } from './switches.ts';

/** One page of a list. */
export interface Listed<Row> {
  readonly rows: readonly Row[];
  readonly total: number | null;
  readonly next: string | null;
}

/** How a list is followed. */
export interface ListRules<Row> {
  readonly paging: NonNullable<Switches['paging']>;
  readonly pageCheck: NonNullable<Switches['pageCheck']>;
  readonly size: number;
  idOf(row: Row): string;
}

/**
 * Follows a list that others edit meanwhile, and says whether it saw all of it. With offsets each page begins with the
 * last record of the one before: when another stands there, the list has moved. At the end the server's count decides.
 */
export class ListReader<Row> {
  readonly #rules: ListRules<Row>;
  readonly #seen = new Set<string>();
  #position = 0;
  #after: string | null = null;
  #total: number | null = null;
  #isDone = false;
  #problem: string | null = null;

  constructor(rules: ListRules<Row>) {
    this.#rules = rules;
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  /** Records delivered. */
  get count(): number {
    return this.#seen.size;
  }

  /** The server's count, as of the last page. */
  get total(): number | null {
    return this.#total;
  }

  /** Why the list was not seen whole, or null. */
  get problem(): string | null {
    if (this.#rules.pageCheck === 'none') return null;
    if (this.#problem !== null && this.#rules.pageCheck === 'overlap') return this.#problem;
    return this.#total === this.#seen.size ? null : 'the records received are not as many as the system counts';
  }

  /** The query of the next page. */
  query(): Readonly<Record<string, string>> {
    const { paging, size } = this.#rules;
    if (paging === 'cursor') return { limit: String(size), ...(this.#after === null ? {} : { after: this.#after }) };
    const overlap = this.#overlap();
    return { limit: String(size + overlap), offset: String(this.#position - overlap) };
  }

  /** The records of a page that were not delivered before. */
  take({ rows, total, next }: Listed<Row>): readonly Row[] {
    this.#total = total;
    const fresh = this.#rules.paging === 'offset' ? this.#afterOverlap(rows) : rows;
    this.#position += fresh.length;
    const { idOf } = this.#rules;
    const last = rows.at(-1);
    const news = fresh.filter((row) => !this.#seen.has(idOf(row)));
    for (const row of news) this.#seen.add(idOf(row));
    if (news.length < fresh.length) this.#problem = 'the pages moved while they were read';
    this.#isDone =
      this.#rules.paging === 'cursor' ? next === null : fresh.length === 0 || this.#position >= (total ?? 0);
    this.#after = this.#rules.paging === 'cursor' ? next : last === undefined ? this.#after : idOf(last);
    return news;
  }

  #overlap(): number {
    return this.#rules.pageCheck === 'overlap' && this.#position > 0 ? 1 : 0;
  }

  #afterOverlap(rows: readonly Row[]): readonly Row[] {
    if (this.#overlap() === 0) return rows;
    const [first] = rows;
    if (first === undefined || this.#rules.idOf(first) !== this.#after)
      this.#problem = 'the pages moved while they were read';
    return rows.slice(1);
  }
}
