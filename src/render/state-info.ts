import type { StateInfo } from '../model/generated/state-info.ts';
import type { TerminalOptions } from './diagnostics.ts';
import { escapeText, escapeValue } from './escape.ts';
import { paintFor } from './paint.ts';
import { indentProse, NARROWEST, type TextStyle } from './text-style.ts';
import { padRight } from './width.ts';
import { countOf, formatCount, joinWords } from './words.ts';

/** What a state is, for people. */
export function renderStateInfo(info: StateInfo, options: TerminalOptions): string {
  const style: TextStyle = { paint: paintFor(options.isColour), width: Math.max(NARROWEST, options.width) };
  const rows = [
    [
      'identity',
      info.lineage === null ? 'not made yet' : `${escapeText(info.lineage)}, serial ${formatCount(info.serial)}`,
    ],
    ['layout', info.lineage === null ? 'none yet' : String(info.layout)],
    ['encryption', encryptionText(info)],
    ['lease', leaseText(info)],
    ['frozen', info.frozen.length === 0 ? 'nothing' : joinWords(info.frozen.map(escapeText))],
    ['contents', countsText(info)],
  ] as const;
  const lines = rows.flatMap(([name, text]) => {
    const [first = '', ...more] = indentProse(text, 14, style);
    return [`  ${padRight(name, 12)}${first.trimStart()}`, ...more];
  });
  return `${[style.paint.bold(`State of ${escapeValue(info.project)}`), `  ${escapeText(info.location)}`, ...lines].join('\n')}\n`;
}

function encryptionText({ encryption: { on, key, keys, source }, lineage }: StateInfo): string {
  const from = source === null ? null : escapeText(source);
  if (on)
    return `on, data key ${escapeText(key ?? '')}, wrapped under ${from ?? 'a key that concordat.yaml does not name'}`;
  if (from !== null && lineage !== null) return `not yet; the next apply encrypts with ${from}`;
  if (from !== null) return `from the first apply on, with ${from}`;
  return keys === 'clear' ? 'off; it was on, and the keys of the past stand in clear' : 'off';
}

function leaseText({ lease }: StateInfo): string {
  return lease === null ? 'free' : `${escapeText(lease.holder)} until ${escapeText(lease.expires_at)}`;
}

function countsText({ counts }: StateInfo): string {
  return [
    countOf(counts.links, 'link'),
    `base of ${countOf(counts.base, 'record')}`,
    countOf(counts.tombstones, 'tombstone'),
    `${countOf(counts.journal, 'journal entry')} (${formatCount(counts.open_intents)} open)`,
    countOf(counts.documents, 'document'),
    countOf(counts.audit, 'audit record'),
  ].join(', ');
}
