import { isAbsolute, join } from 'node:path';
import type { ProjectConfig } from '../model/manifest.ts';

/** Where a project's state lives. */
export type StatePlace =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Reads `state` of concordat.yaml: a PostgreSQL address, or a file relative to the project. */
export function statePlace(config: ProjectConfig): StatePlace {
  if (/^postgres(ql)?:\/\//i.test(config.state)) return { kind: 'postgres', url: config.state };
  return { kind: 'sqlite', path: isAbsolute(config.state) ? config.state : join(config.root, config.state) };
}
