import { boolean, string } from '@oclif/core/flags';

/** Flags of every command that chooses among entities, fields, systems and records (design §7). */
export const SELECTION_FLAGS = {
  select: string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'WHAT',
    helpGroup: 'SELECTION',
    summary: 'Only this: customer, customer.email, system:crm, key:C-10234 or verdict:foreign-edit. May be repeated.',
  }),
  exclude: string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'WHAT',
    helpGroup: 'SELECTION',
    summary: 'Not this; the same words as --select. May be repeated.',
  }),
};

/** The flag that releases first contacts and lifts the default limits. */
export const BOOTSTRAP_FLAG = {
  bootstrap: boolean({
    summary:
      'Release differences that nobody has ever agreed on, as in a first run. Default limits on creates and updates do not count.',
  }),
};

/** What the flags say to the planner. */
export function planOptions(flags: {
  readonly select?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly bootstrap?: boolean | undefined;
}): { readonly isBootstrap: boolean; readonly select: readonly string[]; readonly exclude: readonly string[] } {
  return { isBootstrap: flags.bootstrap === true, select: flags.select ?? [], exclude: flags.exclude ?? [] };
}
