/**
 * Digest of a text, 16 hex characters: two 32-bit multiply-xor lanes over its UTF-16 units.
 * Not cryptographic: it tells changed from unchanged, it protects nothing.
 */
export function textDigest(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return hex(b) + hex(a);
}

/** The first 8 hex characters of textDigest: what a base keeps per field. */
export function shortDigest(text: string): string {
  return textDigest(text).slice(0, 8);
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}
