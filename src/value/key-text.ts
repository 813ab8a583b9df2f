/** A key as one text. One part is itself; several are a JSON array, so that no two different keys read alike. */
export function keyText(normalForms: readonly string[]): string {
  const [only, ...rest] = normalForms;
  return only !== undefined && rest.length === 0 ? only : JSON.stringify(normalForms);
}

/** A native id as one text, in the same way: one part is itself, several are a JSON array. */
export function nativeIdText(parts: readonly string[]): string {
  return keyText(parts);
}

/** The parts of nativeIdText. A text that is not an array of `partCount` strings is one part. */
export function parseNativeId(text: string, partCount: number): readonly string[] {
  if (partCount === 1) return [text];
  const parts = tryArray(text);
  return parts !== undefined && parts.length === partCount && parts.every((part) => typeof part === 'string')
    ? parts
    : [text];
}

function tryArray(text: string): readonly unknown[] | undefined {
  if (!text.startsWith('[')) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
