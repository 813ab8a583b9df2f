import { afterAll, beforeAll } from 'vitest';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';
import { describeContract } from './contract.ts';
import { postgresHarness } from './postgres-system.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describeContract(
  'postgres, on a table,',
  postgresHarness(() => server, 'contract'),
);
describeContract(
  'postgres, on a view,',
  postgresHarness(() => server, 'contract_view'),
);
