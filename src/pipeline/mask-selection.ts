import type { MatchedRecord } from '../model/record.ts';
import { planKeyParts } from '../model/plan-key.ts';
import { fingerprintOf, keySide, maskKey } from '../plan/mask-values.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';
import { isClassified } from '../value/mask.ts';
import type { Run } from './run.ts';

type Records = ReadonlyMap<string, readonly MatchedRecord[]>;

/**
 * Selectors as a plan may hold them: a key that may be classified stands as its fingerprint, which selects the same records. It is kept as
 * it was given where it is a fingerprint already, or where a record whose key anybody may see has it.
 */
export function maskSelectors(run: Run, records: Records, selectors: readonly string[]): string[] {
  const secret = [...run.runtimes.values()].filter(isKeyClassified);
  if (secret.length === 0) return [...selectors];
  const masked = selectors.flatMap((selector) => {
    if (!selector.startsWith('key:') || selector.startsWith('key:fp:')) return [selector];
    const key = selector.slice('key:'.length);
    if (isFingerprint(run, records, secret, key)) return [selector];
    const forms = secret.map((runtime) => `key:${maskedForm(run, runtime, key)}`);
    return hasOpenKey(run, records, key) ? [selector, ...forms] : forms;
  });
  return [...new Set(masked)];
}

function isKeyClassified({ entity, fields }: EntityRuntime): boolean {
  return entity.key.some((name) => isClassified(fields.get(name)?.type.type.class ?? 'internal'));
}

/** The key as the plan shows it, should it be one of this entity. */
function maskedForm(run: Run, { entity, fields }: EntityRuntime, key: string): string {
  const given = entity.key.length === 1 ? [key] : key.split('/');
  const parts = given.map((part, index) => {
    const name = entity.key[index] ?? '';
    const type = fields.get(name)?.type;
    // A part too many belongs to no field; it is hidden all the same.
    if (type !== undefined && !isClassified(type.type.class)) return part;
    return fingerprintOf(run.project.digests, entity.name, name, type?.normalForm(part) ?? part).slice(0, 8);
  });
  return parts.length === 1 ? `fp:${parts.join('/')}` : parts.join('/');
}

/** Eight hex characters may be a fingerprint, or a key that looks like one. */
function isFingerprint(run: Run, records: Records, secret: readonly EntityRuntime[], key: string): boolean {
  if (!/(^|\/)[0-9a-f]{8}(\/|$)/.test(key)) return false;
  return secret.some((runtime) => hasKey(run, runtime, records, key));
}

function hasOpenKey(run: Run, records: Records, key: string): boolean {
  return [...run.runtimes.values()].some((runtime) => !isKeyClassified(runtime) && hasKey(run, runtime, records, key));
}

function hasKey(run: Run, runtime: EntityRuntime, records: Records, key: string): boolean {
  return (records.get(runtime.entity.name) ?? []).some((record) => {
    const side = keySide(runtime, record);
    return side !== undefined && planKeyParts(maskKey(run.project.digests, runtime, side)).join('/') === key;
  });
}
