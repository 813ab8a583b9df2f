import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { writePieces, writeText } from '../../src/cli/output.ts';

function slowReader() {
  const state = { text: '', waiting: 0, most: 0 };
  const stream = new Writable({
    highWaterMark: 10,
    write: (chunk: Buffer, _, done) => {
      state.waiting += chunk.length;
      state.most = Math.max(state.most, stream.writableLength);
      setTimeout(() => {
        state.text += chunk.toString();
        done();
      }, 1);
    },
  });
  return { stream, state };
}

describe('writing results', () => {
  it('ends a text with one line break', async () => {
    const { stream, state } = slowReader();

    await writeText(stream, 'a');
    await writeText(stream, 'b\n');
    await new Promise((resolve) => stream.end(resolve));

    expect(state.text).toBe('a\nb\n');
  });

  it('waits for a slow reader instead of holding everything', async () => {
    const { stream, state } = slowReader();
    const pieces = Array.from({ length: 40 }, (_, i) => String(i % 10).repeat(10_000));

    await writePieces(stream, pieces);
    await new Promise((resolve) => stream.end(resolve));

    expect(state.text).toBe(pieces.join(''));
    expect(state.most).toBeLessThan(100_000);
  });
});
