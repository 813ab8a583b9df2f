import { string as argument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';
import { parseDurationMs } from '../manifest/quantity.ts';
import { usageError } from './failure.ts';

/** The flag of every command about holds that takes what no apply has seen yet. */
export const PLAN_FILE_FLAG = {
  plan: string({ helpValue: 'FILE', summary: 'Look into this plan file too, for what no apply has seen yet.' }),
};

/** Flags of approve and reject. */
export const DECISION_FLAGS = {
  ...PLAN_FILE_FLAG,
  group: string({ helpValue: 'GROUP', summary: 'Speak for this group. Default: all of yours that are asked.' }),
  expires: string({ helpValue: 'TIME', summary: 'How long it stands: 30m, 4h, 2d. A policy may allow less.' }),
};

/** `4h` as milliseconds, null for nothing. Throws USAGE, exit 64. */
export function lifeOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-9][0-9]{0,8}(?:s|m|min|h|d)$/.test(text)) return parseDurationMs(text);
  throw usageError('This is no length of time.', 'Write a number and s, m, h or d: --expires 4h.');
}

/** What is decided. */
export const DECISION_ARGS = {
  ids: argument({
    name: 'ID',
    required: true,
    multiple: true,
    description: 'Beginning of a digest, 8 characters or more, or the file of a plan over a limit. One or several.',
  }),
};

/** Why it is decided so; a no needs one. */
export const REASON = {
  helpValue: 'TEXT',
  summary: 'Why; stands in the audit trail. No value of a record, please.',
} as const;
