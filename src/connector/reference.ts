import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { World } from '../model/world.ts';

/** `${kind:name}` in a text: its kind and its name. */
export const REFERENCE = /\$\{([a-z]+):([^{}]*)\}/g;

/** What a reference stands for, or why it stands for nothing. */
export type Referred = { readonly text: string; readonly why: null } | { readonly text: null; readonly why: string };

/** Looks up `${env:NAME}` or `${file:path}`; a path starts at the project, and the line break that ends a file does not count. */
export function lookUpReference(
  { root, world }: { readonly root: string; readonly world: World },
  kind: string,
  name: string,
): Referred {
  if (kind === 'env') {
    const text = world.env(name);
    if (text === undefined || text === '') return { text: null, why: `the environment variable ${name} is not set` };
    return { text, why: null };
  }
  if (kind !== 'file') return { text: null, why: `"${kind}" is not a kind of reference; there are env and file` };
  try {
    return { text: readFileSync(resolve(root, name), 'utf8').replace(/\r?\n$/, ''), why: null };
  } catch {
    return { text: null, why: `the file ${name} cannot be read` };
  }
}
