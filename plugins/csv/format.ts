import { ConcordatError } from 'concordat/connector';

/** Text encodings of files. A byte order mark is kept as it is found; `utf-8-bom` says that one is expected. */
export type Encoding = 'utf-8' | 'utf-8-bom' | 'latin1' | 'utf-16le';

/** How the files of a system are written. */
export interface Format {
  readonly delimiter: string;
  readonly encoding: Encoding;
}

const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-8-bom', 'latin1', 'utf-16le'];

/** Turns bytes into text piece by piece; throws a TypeError for bytes that are not in the encoding. The last call has no bytes. */
export type Decode = (bytes?: Uint8Array) => string;

/** The delimiter of a connection; throws SYSTEM_MISCONFIGURED, exit 1. */
export function checkedDelimiter(system: string, given: unknown): string {
  const delimiter = given === undefined ? ',' : String(given);
  if (/^[^"\r\n\ufeff]$/u.test(delimiter) && delimiter.length === 1) return delimiter;
  throw new ConcordatError(
    'SYSTEM_MISCONFIGURED',
    `The delimiter of ${system} is one character, and no quote or line break.`,
    { at: system },
  );
}

/** The encoding of a connection; throws SYSTEM_MISCONFIGURED, exit 1. */
export function checkedEncoding(system: string, given: unknown): Encoding {
  const encoding = ENCODINGS.find((name) => name === (given ?? 'utf-8'));
  if (encoding !== undefined) return encoding;
  throw new ConcordatError('SYSTEM_MISCONFIGURED', `The encoding of ${system} is one of ${ENCODINGS.join(', ')}.`, {
    at: system,
  });
}

/** A decoder for one file; it leaves a byte order mark out. latin1 is ISO 8859-1, not the windows-1252 that TextDecoder takes it for. */
export function decoderOf(encoding: Encoding): Decode {
  if (encoding === 'latin1') return (bytes) => (bytes === undefined ? '' : Buffer.from(bytes).toString('latin1'));
  const decoder = new TextDecoder(encoding === 'utf-16le' ? 'utf-16le' : 'utf-8', { fatal: true });
  return (bytes) => (bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true }));
}

/** The byte order mark that a file begins with, or nothing. */
export function markOf(bytes: Buffer, encoding: Encoding): Buffer {
  if (encoding === 'latin1') return Buffer.alloc(0);
  const mark = encoding === 'utf-16le' ? Buffer.from([0xff, 0xfe]) : Buffer.from([0xef, 0xbb, 0xbf]);
  return bytes.subarray(0, mark.length).equals(mark) ? mark : Buffer.alloc(0);
}

/** Bytes of text that canEncode allowed. */
export function encode(text: string, encoding: Encoding): Buffer {
  return Buffer.from(text, encoding === 'utf-8-bom' ? 'utf-8' : encoding);
}

/** True when the encoding has all characters of the text. */
export function canEncode(text: string, encoding: Encoding): boolean {
  return encoding === 'latin1' ? /^[\u0000-\u00ff]*$/.test(text) : text.isWellFormed();
}
