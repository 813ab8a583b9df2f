import { formatPlace } from '../model/diagnostic.ts';
import type { Digests } from '../model/digest.ts';
import type { Finding } from '../model/generated/plan.ts';
import type { MatchCase } from '../model/record.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';
import { maskKey, maskNativeId } from './mask-values.ts';

const TEXTS: Readonly<Record<MatchCase['code'], { readonly summary: string; readonly detail: string }>> = {
  MATCH_DISPUTED: {
    summary: 'More than one candidate matches.',
    detail:
      'Several records match each other by a match rule, so none is linked. Make one of them unique, or give them their key.',
  },
  MATCH_DUPLICATE_KEY: {
    summary: 'Two records of one system have the same key.',
    detail: 'A key must name one record. Nothing is written for any of them until one is corrected or removed.',
  },
  MATCH_KEY_AGAINST_CROSSWALK: {
    summary: 'Key and crosswalk name different records.',
    detail:
      'By its key the record is one, by its native id it was linked to another. Nothing is written for either until the key or the record is corrected.',
  },
  MATCH_LINKED_TWICE: {
    summary: 'Two records of one system claim the same record.',
    detail:
      'One matches by key, another by its native id. Nothing is written for any of them until one is corrected or removed.',
  },
};

/** One finding per case, naming every record of it. */
export function caseFinding(digests: Digests, runtime: EntityRuntime, found: MatchCase): Finding {
  const [side] = found.sides;
  const { summary, detail } = TEXTS[found.code];
  const ids = found.sides
    .map(
      (concerned) =>
        `${concerned.live.system} ${maskNativeId(digests, runtime, concerned.live.system, concerned.live.nativeId)}`,
    )
    .sort();
  return {
    code: found.code,
    severity: 'error',
    summary,
    detail: `${detail} Concerned: ${ids.slice(0, 10).join(', ')}${ids.length > 10 ? ` and ${ids.length - 10} more` : ''}.`,
    at: formatPlace(runtime.entity.at),
    entity: found.entity,
    ...(side === undefined ? {} : { key: maskKey(digests, runtime, side) }),
    system: found.system,
  };
}
