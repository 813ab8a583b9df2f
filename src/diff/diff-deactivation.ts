import type { FieldDiff } from '../model/record.ts';
import type { DiffInput } from './diff-record.ts';

/** The fields that mark a record as inactive where its owner deleted it; fields that hold the mark already are left out. */
export function diffDeactivation(input: DiffInput): FieldDiff[] {
  const diffs: FieldDiff[] = [];
  const side = input.record.sides.get(input.binding.binding.system);
  for (const [name, value] of input.runtime.entity.lifecycle.deactivate) {
    const mapped = input.binding.fields.get(name);
    const field = input.runtime.fields.get(name);
    if (mapped === undefined || field === undefined || side === undefined) continue;
    const encoded = mapped.codec.encode(value);
    const live = side.fields.get(name);
    const beforeNormal = live !== undefined && live.state !== 'unreadable' ? live.normal : null;
    const afterNormal = field.type.normalForm(value);
    if (!encoded.ok || beforeNormal === afterNormal) continue;
    diffs.push({
      name,
      at: mapped.def.at,
      owner: field.def.owner,
      verdict: 'deactivated',
      before: side.live.native.get(mapped.def.at),
      after: encoded.value,
      beforeNormal,
      afterNormal,
      decision: 'write',
      hold: null,
      problem: null,
      shown: null,
      awaits: null,
    });
  }
  return diffs;
}
