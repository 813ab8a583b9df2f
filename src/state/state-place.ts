import { isAbsolute, join } from 'node:path';
import { ConcordatError } from '../model/error.ts';
import type { ProjectConfig } from '../model/manifest.ts';

/** Where a project's state lives. */
export type StatePlace =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Reads `state` of concordat.yaml: a PostgreSQL address, or a file relative to the project. Throws STATE_MISCONFIGURED for other addresses. */
export function statePlace(config: ProjectConfig): StatePlace {
  if (/^postgres(ql)?:\/\//i.test(config.state)) return { kind: 'postgres', url: config.state };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(config.state)) throw stateElsewhere();
  return { kind: 'sqlite', path: isAbsolute(config.state) ? config.state : join(config.root, config.state) };
}

/** The address is not shown: it may hold a password. */
function stateElsewhere(): ConcordatError {
  return new ConcordatError('STATE_MISCONFIGURED', 'The state can be a file or a PostgreSQL database, nothing else.', {
    at: 'concordat.yaml: state',
    advice: 'Write a file name, or postgres://user:password@host:5432/database.',
  });
}

/** The place as it may be shown: without user, password and options. */
export function shownPlace(config: ProjectConfig): string {
  if (statePlace(config).kind === 'sqlite') return config.state;
  const url = URL.parse(config.state);
  return url === null ? 'postgres://…' : `${url.protocol}//${url.host}${url.pathname}`;
}
