/** 0 ≤ x < 1 from a seed and a name: the same for the same two, whatever else was drawn. */
export function draw(seed: number, name: string): number {
  let bits = (seed ^ 0x9e3779b9) >>> 0;
  for (let i = 0; i < name.length; i += 1) bits = Math.imul(bits ^ name.charCodeAt(i), 0x01000193) >>> 0;
  return mixed(bits);
}

/** A stream of numbers 0 ≤ x < 1 (mulberry32). */
export function stream(seed: number, name: string): () => number {
  let state = Math.floor(draw(seed, name) * 2 ** 32) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the items, by a number 0 ≤ x < 1. */
export function oneOf<T>(items: readonly T[], x: number): T {
  const item = items[Math.min(items.length - 1, Math.floor(x * items.length))];
  if (item === undefined) throw new RangeError('There is nothing to choose from.');
  return item;
}

/** Finalizer of MurmurHash3 (Austin Appleby, public domain). */
function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
