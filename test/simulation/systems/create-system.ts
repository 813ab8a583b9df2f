import type { SimSystem } from '../contract.ts';
import { httpSystem } from './http-system.ts';
import { csvSystem } from './csv-system.ts';
import { ldapSystem } from './ldap-system.ts';
import { mysqlSystem } from './mysql-system.ts';
import { postgresSystem } from './postgres-system.ts';
import type { SystemSpec } from './switches.ts';

const KINDS = {
  postgres: postgresSystem,
  mysql: mysqlSystem,
  ldap: ldapSystem,
  csv: csvSystem,
  'http-etag': (spec: SystemSpec): SimSystem => httpSystem(spec, 'etag'),
  'http-date': (spec: SystemSpec): SimSystem => httpSystem(spec, 'date'),
  'http-version': (spec: SystemSpec): SimSystem => httpSystem(spec, 'version'),
  'http-none': (spec: SystemSpec): SimSystem => httpSystem(spec, 'none'),
} as const;

/** The kinds of simulated systems. */
export type SystemKind = keyof typeof KINDS;

/** All of them. */
export const SYSTEM_KINDS = Object.keys(KINDS) as readonly SystemKind[];

/** A simulated system: a server in memory, and connectors to it. */
export function createSystem(kind: SystemKind, spec: SystemSpec): SimSystem {
  return KINDS[kind](spec);
}
