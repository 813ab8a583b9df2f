import type { FieldDiff } from '../model/record.ts';
import type { NativeValue } from '../model/value.ts';
import { isUnreadable } from '../model/value.ts';
import type { WriteExpression } from '../value/entity-runtime.ts';
import { sameNative } from '../value/native-kind.ts';
import { decide } from './decide.ts';
import type { DiffInput } from './diff-record.ts';
import { isOwnerMoved, isReplicaMoved } from './moved.ts';
import { verdictOf } from './verdict.ts';

/** The fields that `write` expressions set, compared in the system's own form. */
export function diffWrites(input: DiffInput): FieldDiff[] {
  const diffs: FieldDiff[] = [];
  for (const write of input.binding.writes.values()) {
    const encoded = input.writes.get(write.native);
    if (encoded !== undefined) diffs.push(diffWrite(input, write, encoded));
  }
  return diffs;
}

function diffWrite(
  input: DiffInput,
  write: WriteExpression,
  encoded: NonNullable<ReturnType<DiffInput['writes']['get']>>,
): FieldDiff {
  const { binding } = input.binding;
  const settings = {
    field: write.native,
    at: write.native,
    onForeignEdit: binding.onForeignEdit,
    mode: binding.mode,
    fill: 'always',
  } as const;
  const owner = ownerOf(input, write);
  const live = input.record.sides.get(binding.system)?.live;
  const before = live?.native.get(write.native);
  const beforeNormal = before === undefined ? null : JSON.stringify(before);
  const context = { isBootstrap: input.isBootstrap, isEmptyNow: before === null || before === '' };
  if (input.isCreate)
    return decide(
      settings,
      owner,
      encoded,
      { verdict: 'missing', before: undefined, beforeNormal: null },
      { ...context, isBootstrap: true },
    );
  if (before === undefined || isUnreadable(before) || encoded.desired.state !== 'value') {
    return decide(
      settings,
      owner,
      encoded,
      { verdict: encoded.desired.state === 'invalid' ? 'invalid' : 'unknown', before, beforeNormal },
      context,
    );
  }
  const verdict = writeVerdict(input, write, encoded.desired, before);
  return decide(settings, owner, encoded, { verdict, before, beforeNormal }, context);
}

function writeVerdict(
  input: DiffInput,
  write: WriteExpression,
  desired: { readonly native: NativeValue; readonly normal: string },
  before: NativeValue,
) {
  const base = input.base?.fields.get(write.native);
  const kind = input.record.sides.get(input.binding.binding.system)?.live.columns.get(write.native)?.kind ?? 'text';
  const isEqual = sameNative(before, desired.native, kind) || isPairEqual(input, write);
  if (input.base === undefined || base === undefined) {
    return verdictOf({ hasBase: false, isOwnerMoved: false, isReplicaMoved: false, isEqual });
  }
  return verdictOf({
    hasBase: true,
    isOwnerMoved: isOwnerMoved(input.base, base, input.rows, desired.normal),
    isReplicaMoved: isReplicaMoved(input.base, base, input.rows, isEqual ? desired.normal : JSON.stringify(before)),
    isEqual,
  });
}

/** For a pair of `read` and `write` the field's equality decides, over what `read` makes of the record. */
function isPairEqual(input: DiffInput, write: WriteExpression): boolean {
  if (write.pairedField === null) return false;
  const live = input.record.sides.get(input.binding.binding.system)?.fields.get(write.pairedField);
  const owner = input.runtime.fields.get(write.pairedField)?.def.owner ?? null;
  const owned = owner === null ? undefined : input.record.sides.get(owner)?.fields.get(write.pairedField);
  return live?.state === 'value' && owned?.state === 'value' && live.normal === owned.normal;
}

function ownerOf(input: DiffInput, write: WriteExpression): string | null {
  const owners = new Set(write.reads.map((name) => input.runtime.fields.get(name)?.def.owner ?? null));
  const [only] = owners;
  return owners.size === 1 && only !== undefined ? only : null;
}
