import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { FIELDS } from './customers.ts';

const COLUMNS = ['customer_no', ...FIELDS].join(', ');

/** The floor: the same rows, `COPY … TO STDOUT` from PostgreSQL and `SELECT` from SQLite, read and thrown away. Seconds. */
export async function measureFloor(dir: string, postgresUrl: string): Promise<number> {
  const started = performance.now();
  await drainPostgres(postgresUrl);
  drainSqlite(join(dir, 'erp.db'));
  return (performance.now() - started) / 1000;
}

async function drainPostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await new Promise<void>((resolve, reject) => {
    client.query(
      new CopyOut(
        `copy (select id, ${COLUMNS} from customers order by customer_no collate "C") to stdout`,
        resolve,
        reject,
      ) as unknown as pg.Submittable,
    );
  });
  await client.end();
}

function drainSqlite(path: string): void {
  const database = new DatabaseSync(path, { readOnly: true });
  const statement = database.prepare(`select id, ${COLUMNS} from kunden order by customer_no`);
  statement.setReturnArrays(true);
  for (const _row of statement.iterate()) continue;
  database.close();
}

/** A query whose COPY data is counted as it comes, and not kept. */
class CopyOut {
  readonly #text: string;
  readonly #done: () => void;
  readonly #failed: (error: Error) => void;
  bytes = 0;

  constructor(text: string, done: () => void, failed: (error: Error) => void) {
    this.#text = text;
    this.#done = done;
    this.#failed = failed;
  }

  submit(connection: { query(text: string): void }): void {
    connection.query(this.#text);
  }

  handleCopyData(message: { chunk: Uint8Array }): void {
    this.bytes += message.chunk.length;
  }

  handleError(error: Error): void {
    this.#failed(error);
  }

  handleReadyForQuery(): void {
    this.#done();
  }

  handleRowDescription(): void {}
  handleCommandComplete(): void {}
  handleCopyInResponse(): void {}
  handleEmptyQuery(): void {}
}
