import type { Connector, ConnectorOptions, ConnectorPlugin } from 'concordat/connector';
import { addressOf } from './address.ts';
import { findTable, listTables } from './catalog.ts';
import { checkAccess } from './check.ts';
import { capabilitiesOf, schemaOf } from './describe.ts';
import { identityOf } from './identity.ts';
import { readPages } from './read.ts';
import { openSessions } from './session.ts';
import { writeChanges } from './write.ts';

/** PostgreSQL 11 and later, and what speaks its protocol. A resource is a table or view. */
export const postgres: ConnectorPlugin = {
  name: 'postgres',
  connection: {
    url: { description: 'Address and login', required: true, type: 'string', example: '"${env:ERP_URL}"' },
    ca: {
      description: 'File of the certificate authority that the server is verified with',
      type: 'string',
      example: 'certs/erp-ca.pem',
    },
    insecure: {
      description: 'Why the server need not be verified by TLS; turns that off',
      type: 'string',
      example: '"VPN only"',
    },
  },
  open,
};

export default postgres;

async function open(options: ConnectorOptions): Promise<Connector> {
  const { system } = options;
  const address = addressOf(options);
  const sessions = await openSessions(address);
  return {
    capabilities: {
      of: (resource, signal) =>
        sessions.use(`${system}:${resource}`, signal, async (session) =>
          capabilitiesOf(await findTable(session, { system, resource })),
        ),
    },
    identity: (signal) => identityOf(sessions, system, address, signal),
    check: (signal) => checkAccess(sessions, options, address, signal),
    describe: (signal) => sessions.use(system, signal, async (session) => (await listTables(session)).map(schemaOf)),
    read: (request, signal) => readPages(sessions, system, request, signal),
    writeBatch: (batch, signal) => writeChanges(sessions, system, batch, signal),
    close: () => sessions.close(),
  };
}
