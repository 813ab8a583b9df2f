import type { NativeKind } from '../model/connector.ts';
import type { LiveRecord } from '../model/record.ts';
import type { Json, NativeValue } from '../model/value.ts';
import { sameNative } from '../value/native-kind.ts';

/** True when the record holds these native values, in the system's own form. */
export function compareSent(
  values: Readonly<Record<string, Json>>,
  kinds: Readonly<Record<string, string>>,
  live: LiveRecord,
): boolean {
  return Object.entries(values).every(([at, value]) =>
    sameNative(
      live.native.get(at),
      value as NativeValue,
      live.columns.get(at)?.kind ?? ((kinds[at] ?? 'text') as NativeKind),
    ),
  );
}
