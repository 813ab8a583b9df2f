import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Rows are joined to pieces of about this size before they are written. */
const PIECE_SIZE_CHARS = 65_536;

/** Makes a reader that goes away (`| head`) the quiet end of the program. */
export function endQuietlyWithReader(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

/** Writes text, waiting for a slow reader. Ends it with one newline if it has none. */
export async function writeText(stream: Writable, text: string): Promise<void> {
  await writePieces(stream, [text.endsWith('\n') ? text : `${text}\n`]);
}

/** Writes pieces one after the other without holding them all, waiting for a slow reader. */
export async function writePieces(stream: Writable, pieces: Iterable<string>): Promise<void> {
  let held = '';
  for (const piece of pieces) {
    held += piece;
    if (held.length < PIECE_SIZE_CHARS) continue;
    await writeOnce(stream, held);
    held = '';
  }
  if (held !== '') await writeOnce(stream, held);
}

async function writeOnce(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}
