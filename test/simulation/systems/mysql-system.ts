import type { SimSystem } from '../contract.ts';
import { mysqlConnector } from './mysql-connector.ts';
import { MysqlServer } from './mysql-server.ts';
import { peopleAt } from './people.ts';
import type { SystemSpec } from './switches.ts';

/** A MySQL-like system: collations, warnings, whole seconds, a guard by value. */
export function mysqlSystem(spec: SystemSpec): SimSystem {
  const server = new MysqlServer(spec);
  const { store } = server;
  return {
    name: spec.name,
    kind: 'mysql',
    resources: store.resources,
    landed: store.landed,
    onLanded: (observer) => store.onLanded(observer),
    connect: (wire) => mysqlConnector(server, wire),
    ...peopleAt(store),
  };
}
