import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';
import { COLUMNS, type Database, realDatabase, simulatedDatabase } from './differential-databases.ts';
import { anyRead, anyWrite } from './differential-operations.ts';
import { Runner, type Told } from './differential-run.ts';
import { stream } from './random.ts';

const OPERATIONS = 10_000;
const WRITES_PER_ROUND = 60;
const READS_PER_ROUND = 5;
const EDITS_PER_ROUND = 4;

let server: PostgresServer;
let databases: readonly Database[] = [];

beforeAll(async () => {
  server = await startPostgres();
  databases = [await realDatabase(server), simulatedDatabase()];
});
afterAll(async () => {
  for (const database of databases) await database.close();
  await server.stop();
});

it(`answers ${OPERATIONS} random operations as PostgreSQL does through its connector`, async () => {
  const random = stream(20261123, 'postgres');
  const runners = databases.map((database) => new Runner(database));
  const agree = async (what: string, work: (runner: Runner) => Promise<unknown>): Promise<void> => {
    const [real, simulated] = await Promise.all(runners.map(work));
    if (!isDeepStrictEqual(simulated, real)) expect(simulated, what).toEqual(real);
  };

  let done = 0;
  const seen = new Map<string, number>();
  for (let round = 0; done < OPERATIONS; round += 1) {
    const writes = Array.from({ length: WRITES_PER_ROUND }, () => anyWrite(random));
    const [real, simulated] = await Promise.all(runners.map((runner) => runner.write(writes, round)));
    const outcomes = real ?? [];
    expect(simulated?.map(judged(outcomes)), `writes of round ${round}`).toEqual(outcomes);
    for (const { status, code } of outcomes) seen.set(`${status} ${code}`, (seen.get(`${status} ${code}`) ?? 0) + 1);
    const reads = Array.from({ length: READS_PER_ROUND }, () => anyRead(random));
    for (const read of reads) await agree(`a read of round ${round}`, (runner) => runner.read(read));
    const edits = Array.from({ length: EDITS_PER_ROUND }, () => anyWrite(random).id);
    for (const id of edits) {
      const note = random() < 0.2 ? null : `note ${round} `;
      await agree(`an edit of round ${round}`, (runner) => runner.edit(id, note));
    }
    await agree(`the table after round ${round}`, (runner) => runner.scan(Object.keys(COLUMNS)));
    done += outcomes.length + reads.length + edits.length + 1;
  }

  const kinds = [
    'applied null',
    'conflict GUARD_REFUSED',
    'rejected UNIQUE',
    'rejected BAD_VALUE',
    'rejected NOT_NULL',
  ];
  for (const kind of kinds) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(10);
}, 240_000);

/**
 * A change that is both stale and bad is refused either way, and which of the two is told is PostgreSQL's choice: it
 * reads values of some types before it looks for the record, when a statement has one change.
 */
function judged(real: readonly Told[]): (told: Told, index: number) => Told {
  return (told, index) => {
    const other = real[index];
    const isEither = told.status === 'conflict' && other?.code === 'BAD_VALUE' && other.status === 'rejected';
    return isEither ? other : told;
  };
}
