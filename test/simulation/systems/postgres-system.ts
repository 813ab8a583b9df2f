import type { SimSystem } from '../contract.ts';
import { peopleAt } from './people.ts';
import { postgresConnector } from './postgres-connector.ts';
import { PostgresServer } from './postgres-server.ts';
import type { SystemSpec } from './switches.ts';

/** A PostgreSQL-like system: transactions, `xmin`, snapshots, types. */
export function postgresSystem(spec: SystemSpec): SimSystem {
  const server = new PostgresServer(spec);
  const { store } = server;
  return {
    name: spec.name,
    kind: 'postgres',
    resources: store.resources,
    landed: store.landed,
    onLanded: (observer) => store.onLanded(observer),
    connect: (wire) => postgresConnector(server, spec, wire),
    ...peopleAt(store),
  };
}
