import type { Address } from './address.ts';
import { isServerError } from './errors.ts';
import type { Sessions } from './session.ts';

/** The server's own identifier (made by initdb) and the database; the address where the server keeps it to itself. */
export async function identityOf(
  sessions: Sessions,
  at: string,
  address: Address,
  signal: AbortSignal,
): Promise<string> {
  return sessions.use(at, signal, async (session) => {
    try {
      const { rows } = await session.query(
        'select system_identifier::text, current_database()::text from pg_control_system()',
      );
      const [server, database] = rows[0] ?? [];
      return `postgres:${server}/${database}`;
    } catch (error) {
      if (!isServerError(error)) throw error;
      return `postgres:${address.host}:${address.port}/${address.database}`;
    }
  });
}
