import { string } from '@oclif/core/args';
import type { FreezeScope } from '../pipeline/freeze.ts';
import { usageError } from './failure.ts';

/** Arguments of freeze and thaw. */
export const SCOPE_ARGS = {
  what: string({
    name: 'WHAT',
    options: ['all', 'system', 'entity'],
    description: 'Everything, one system, or one entity.',
  }),
  name: string({ name: 'NAME', description: 'Name of the system or entity.' }),
};

/** `all`, `system NAME` or `entity NAME` as a scope. Throws USAGE, exit 64. */
export function scopeOf(what: string, name: string | undefined): FreezeScope {
  if (what === 'system' || what === 'entity') {
    if (name !== undefined) return { kind: what, name };
    throw usageError(`The name of the ${what} is missing.`, `Write ${what} NAME, or all.`);
  }
  if (name === undefined) return { kind: 'all' };
  throw usageError('All is everything; it takes no name.', 'Write all, or system NAME, or entity NAME.');
}
