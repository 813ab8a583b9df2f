import type { DecodedField, EncodedField, FieldDiff, MatchedRecord, RowDigests } from '../model/record.ts';
import type { BaseEntry } from '../model/state.ts';
import { isNothing, type NativeValue } from '../model/value.ts';
import type { TypeRuntime } from '../value/contract.ts';
import type { BindingRuntime, EntityRuntime, MappedField } from '../value/entity-runtime.ts';
import { sameNative } from '../value/native-kind.ts';
import { decide } from './decide.ts';
import { isOwnerMoved, isReplicaMoved } from './moved.ts';
import { verdictOf } from './verdict.ts';
import { diffWrites } from './diff-writes.ts';

/** One record in one replica, with everything its diff depends on. */
export interface DiffInput {
  readonly runtime: EntityRuntime;
  readonly binding: BindingRuntime;
  readonly record: MatchedRecord;
  /** Desired values of the one-to-one fields that this system does not own, by canonical name. */
  readonly mapped: ReadonlyMap<string, EncodedField>;
  /** Desired values of `write` expressions, by native name. */
  readonly writes: ReadonlyMap<string, EncodedField>;
  readonly base: BaseEntry | undefined;
  readonly rows: RowDigests;
  readonly isBootstrap: boolean;
  /** True for a record that is to be created: every field is `missing`. */
  readonly isCreate: boolean;
}

/** Every compared field of one replica, sorted by name, agreements included. */
export function diffRecord(input: DiffInput): FieldDiff[] {
  const diffs: FieldDiff[] = [];
  for (const [name, encoded] of input.mapped) {
    const mapped = input.binding.fields.get(name);
    const field = input.runtime.fields.get(name);
    if (mapped === undefined || field === undefined) continue;
    const diff = input.isCreate
      ? createField(field.def.owner, mapped, encoded)
      : diffField(input, field.type, mapped, encoded);
    diffs.push(mapped.def.ref === 'id' && field.def.ref !== null ? withKeys(input, diff, encoded) : diff);
  }
  diffs.push(...diffWrites(input));
  return diffs.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** References are shown, and digested, by the key of the record that they point at. */
function withKeys(input: DiffInput, diff: FieldDiff, encoded: EncodedField): FieldDiff {
  const live = input.record.sides.get(input.binding.binding.system)?.fields.get(diff.name);
  const before = live?.state === 'value' ? live.value : diff.before;
  const after = encoded.desired.state === 'value' ? (encoded.desired.value ?? undefined) : undefined;
  return { ...diff, shown: { before, after: after ?? (encoded.desired.state === 'value' ? null : undefined) } };
}

function createField(owner: string | null, mapped: MappedField, encoded: EncodedField): FieldDiff {
  return decide(
    mapped.def,
    owner,
    encoded,
    { verdict: 'missing', before: undefined, beforeNormal: null },
    { isBootstrap: true, isEmptyNow: true },
  );
}

function diffField(input: DiffInput, type: TypeRuntime, mapped: MappedField, encoded: EncodedField): FieldDiff {
  const owner = input.runtime.fields.get(mapped.def.field)?.def.owner ?? null;
  const side = input.record.sides.get(input.binding.binding.system);
  const live = side?.fields.get(mapped.def.field);
  const before = side?.live.native.get(mapped.def.at);
  const context = { isBootstrap: input.isBootstrap, isEmptyNow: isEmptyField(live) };
  if (live === undefined || live.state === 'unreadable' || encoded.desired.state === 'unknown') {
    return decide(mapped.def, owner, encoded, { verdict: 'unknown', before, beforeNormal: null }, context);
  }
  if (encoded.desired.state === 'invalid') {
    return decide(mapped.def, owner, encoded, { verdict: 'invalid', before, beforeNormal: live.normal }, context);
  }
  if (isForbiddenClear(type, encoded.desired.value, live)) {
    const problem = {
      state: 'invalid',
      code: 'EMPTY_UNDECLARED',
      detail: 'The owner holds an empty text, which may not clear a field unless the term lists "" under empty.',
    } as const;
    return decide(
      mapped.def,
      owner,
      { desired: problem, awaits: null },
      { verdict: 'invalid', before, beforeNormal: live.normal },
      context,
    );
  }
  const verdict = fieldVerdict(input, mapped, encoded.desired, live, before);
  return decide(mapped.def, owner, encoded, { verdict, before, beforeNormal: live.normal }, context);
}

function fieldVerdict(
  input: DiffInput,
  mapped: MappedField,
  desired: { readonly native: NativeValue; readonly normal: string },
  live: { readonly normal: string },
  before: NativeValue | undefined,
) {
  const base = input.base?.fields.get(mapped.def.field);
  const isSame = live.normal === desired.normal;
  if (input.base === undefined || base === undefined) {
    return verdictOf({ hasBase: false, isOwnerMoved: false, isReplicaMoved: false, isEqual: isSame });
  }
  const kind = input.record.sides.get(input.binding.binding.system)?.live.columns.get(mapped.def.at)?.kind ?? 'text';
  const isOldForm =
    base.rule !== mapped.ruleDigest && mapped.def.ref !== 'id' && !sameNative(before, desired.native, kind);
  return verdictOf({
    hasBase: true,
    isOwnerMoved: isOwnerMoved(input.base, base, input.rows, desired.normal),
    isReplicaMoved: isReplicaMoved(input.base, base, input.rows, live.normal),
    isEqual: isSame && !isOldForm,
  });
}

function isForbiddenClear(type: TypeRuntime, value: unknown, live: DecodedField): boolean {
  return isNothing(value) && !type.mayClear(value) && !isEmptyField(live);
}

function isEmptyField(live: DecodedField | undefined): boolean {
  return live?.state === 'value' && (live.value === null || isNothing(live.value));
}
