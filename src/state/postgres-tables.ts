import type { Pool } from 'pg';
import { checkLayout, rowsOf } from './postgres-open.ts';
import { CREATION_LOCK, POSTGRES_SCHEMA, POSTGRES_SCHEMA_2 } from './postgres-schema.ts';
import { inTransaction } from './postgres-transaction.ts';
import { STATE_VERSION } from './state-errors.ts';

/** Makes the tables and the project's rows where they are missing. */
export async function createTables(pool: Pool, project: string, newId: () => string): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock($1::bigint)', [CREATION_LOCK]);
    const layout = await checkLayout(client);
    if (layout === null) await client.query(POSTGRES_SCHEMA);
    if (layout !== STATE_VERSION) await client.query(POSTGRES_SCHEMA_2);
    const [known] = await rowsOf(client, 'select 1 from concordat.meta where project = $1', [project]);
    if (known !== undefined) return;
    await client.query('insert into concordat.meta values ($1, $2, 0)', [project, newId()]);
    await client.query('insert into concordat.lease values ($1, null, 0, null)', [project]);
  });
}
