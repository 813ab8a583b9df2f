import type { SimSystem } from '../contract.ts';
import { httpConnector } from './http-connector.ts';
import type { HttpRequest, HttpResponse, HttpVariant } from './http-message.ts';
import { HttpServer } from './http-server.ts';
import { peopleAt } from './people.ts';
import type { SystemSpec } from './switches.ts';

/** A simulated JSON API, which also takes requests as they are. */
export interface HttpSystem extends SimSystem {
  handle(request: HttpRequest): HttpResponse;
}

/** A JSON API that protects its records as `variant` says. */
export function httpSystem(spec: SystemSpec, variant: HttpVariant): HttpSystem {
  const server = new HttpServer(spec, variant);
  const { store } = server;
  return {
    name: spec.name,
    kind: `http-${variant}`,
    resources: store.resources,
    landed: store.landed,
    onLanded: (observer) => store.onLanded(observer),
    connect: (wire) => httpConnector(server, wire),
    handle: (request) => server.handle(request),
    ...peopleAt(store),
  };
}
