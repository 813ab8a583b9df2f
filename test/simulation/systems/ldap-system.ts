import type { SimSystem } from '../contract.ts';
import { ldapConnector } from './ldap-connector.ts';
import { LdapServer } from './ldap-server.ts';
import { peopleAt } from './people.ts';
import type { SystemSpec } from './switches.ts';

/** A directory: assertions on entryCSN, paged search, matching rules that ignore case. */
export function ldapSystem(spec: SystemSpec): SimSystem {
  const server = new LdapServer(spec);
  const { store } = server;
  return {
    name: spec.name,
    kind: 'ldap',
    resources: store.resources,
    landed: store.landed,
    onLanded: (observer) => store.onLanded(observer),
    connect: (wire) => ldapConnector(server, wire),
    ...peopleAt(store),
  };
}
