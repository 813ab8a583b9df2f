import { isAbsolute, relative, sep } from 'node:path';

/**
 * Identity of a system in files, `scheme:path`. Inside the project the path is relative to its root and has `/` between its parts, so that
 * every checkout on every machine has the same; outside it is the path as given.
 */
export function fileIdentity(scheme: string, root: string, path: string): string {
  const inside = relative(root, path);
  const isInside = inside !== '' && !inside.startsWith('..') && !isAbsolute(inside);
  return `${scheme}:${isInside ? inside.split(sep).join('/') : path}`;
}
