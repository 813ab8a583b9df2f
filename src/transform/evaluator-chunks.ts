import type { Json } from '../model/value.ts';

/** Most inputs of one message. */
const MAX_COUNT = 500;
/** Size in characters at which a message is closed. */
const MAX_LENGTH = 1_048_576;

/** Inputs that travel together, in wire form. */
export interface Chunk {
  readonly text: string;
  readonly count: number;
}

/** The inputs from `from` on that fit into one message; at least one when any are left, and one only when `isAlone`. */
export function splitInputs(inputs: readonly (Json | undefined)[], from: number, isAlone: boolean): Chunk {
  const last = Math.min(inputs.length, from + (isAlone ? 1 : MAX_COUNT));
  const parts: string[] = [];
  let length = 0;
  for (let index = from; index < last && length < MAX_LENGTH; index += 1) {
    const input = inputs[index];
    const part = input === undefined ? '[]' : `[${JSON.stringify(input)}]`;
    parts.push(part);
    length += part.length;
  }
  return { text: `[${parts.join(',')}]`, count: parts.length };
}
