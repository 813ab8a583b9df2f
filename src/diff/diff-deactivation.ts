import type { FieldDiff } from '../model/record.ts';
import type { DiffInput } from './diff-record.ts';

/**
 * The fields that mark a record as inactive where its owner deleted it; fields that hold the mark already are left out, and those that
 * cannot be read. A field that is only observed is reported.
 */
export function diffDeactivation(input: DiffInput): FieldDiff[] {
  const side = input.record.sides.get(input.binding.binding.system);
  if (side === undefined) return [];
  return [...input.runtime.entity.lifecycle.deactivate].flatMap(([name, value]): FieldDiff[] => {
    const mapped = input.binding.fields.get(name);
    const field = input.runtime.fields.get(name);
    const live = side.fields.get(name);
    if (mapped === undefined || field === undefined || live === undefined || live.state === 'unreadable') return [];
    const afterNormal = field.type.normalForm(value);
    if (live.normal === afterNormal) return [];
    const encoded = mapped.codec.encode(value);
    const diff = {
      name,
      at: mapped.def.at,
      owner: field.def.owner,
      before: side.live.native.get(mapped.def.at),
      beforeNormal: live.normal,
      hold: null,
      shown: null,
      awaits: null,
    };
    if (!encoded.ok) {
      const problem = { code: encoded.code, detail: encoded.detail };
      return [{ ...diff, verdict: 'invalid', after: undefined, afterNormal: null, decision: 'hold', problem }];
    }
    const decision = mapped.def.mode === 'observe' ? 'report' : 'write';
    return [{ ...diff, verdict: 'deactivated', after: encoded.value, afterNormal, decision, problem: null }];
  });
}
