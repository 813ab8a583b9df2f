import type { SimSystem } from '../contract.ts';
import { csvConnector } from './csv-connector.ts';
import { CsvServer } from './csv-server.ts';
import { peopleAt } from './people.ts';
import type { SystemSpec } from './switches.ts';

/** A folder of CSV files, and what broken writes left in it. */
export interface CsvSystem extends SimSystem {
  readonly leftovers: readonly string[];
}

/** CSV files: no types, no unique keys, replaced as a whole by rename. */
export function csvSystem(spec: SystemSpec): CsvSystem {
  const server = new CsvServer(spec);
  const { store } = server;
  return {
    name: spec.name,
    kind: 'csv',
    resources: store.resources,
    landed: store.landed,
    leftovers: server.leftovers,
    onLanded: (observer) => store.onLanded(observer),
    connect: (wire) => csvConnector(server, wire),
    ...peopleAt(store),
  };
}
