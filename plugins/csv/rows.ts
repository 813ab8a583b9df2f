import { open, type FileHandle } from 'node:fs/promises';
import { pipeline, Readable, type Transform } from 'node:stream';
import type { CsvError, Options, parse } from 'csv-parse';
import { ConcordatError } from 'concordat/connector';
import { stampOf } from './folder.ts';
import { decoderOf, type Format } from './format.ts';
import type { Cell } from './record.ts';

/** Longest row, in characters. A wrong quote would swallow the rest of the file. */
const MAX_ROW_LENGTH = 1 << 20;
const CHUNK_BYTES = 1 << 18;

/** How the rows of one file are read. */
export interface RowSource {
  readonly path: string;
  /** For errors: system:resource. */
  readonly at: string;
  readonly format: Format;
  readonly parse: typeof parse;
  readonly signal: AbortSignal;
}

/** How a file ended: null when all of it was seen and it did not move meanwhile, else why not. */
export type Ending = string | null;

/**
 * The rows of a file, the header first, streamed. Empty lines are no rows. The generator returns the ending: a file that ends inside quotes,
 * or that moves meanwhile, gives a reason; one that stands still and is no CSV throws CONNECTOR_BAD_FILE, and bytes that are not in the
 * encoding CONNECTOR_BAD_ENCODING, both exit 1.
 */
export async function* readRows(source: RowSource): AsyncGenerator<readonly Cell[], Ending> {
  const { path, at, format, signal } = source;
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new ConcordatError('SYSTEM_NOT_READABLE', 'The file cannot be opened.', { at, isRetryable: true, cause });
  });
  let before = '';
  const isUnmoved = async (): Promise<boolean> =>
    (await stampOf(file)) === before && (await stampOf(path).catch(() => null)) === before;
  try {
    before = await stampOf(file);
    const parser: Transform = source.parse(optionsOf(format));
    const text = Readable.from(decoded(chunksOf(file, signal), format, at));
    pipeline(text, parser, () => {}); // errors of both come out of the parser
    for await (const row of parser as AsyncIterable<readonly Cell[]>) {
      signal.throwIfAborted();
      yield row;
    }
    return (await isUnmoved()) ? null : MOVED;
  } catch (error) {
    signal.throwIfAborted();
    const ending = endingOf(error, at);
    if (ending === null) throw error;
    if (!(await isUnmoved())) return MOVED;
    if (typeof ending !== 'string') throw ending;
    return ending;
  } finally {
    await file.close();
  }
}

async function* chunksOf(file: FileHandle, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let position = 0; ;) {
    signal.throwIfAborted();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

async function* decoded(chunks: AsyncIterable<Uint8Array>, { encoding }: Format, at: string): AsyncGenerator<string> {
  const decode = decoderOf(encoding);
  try {
    for await (const chunk of chunks) yield decode(chunk);
    yield decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ConcordatError('CONNECTOR_BAD_ENCODING', `The file is not valid ${encoding}.`, {
      at,
      advice: 'Set `encoding` in the connection: utf-8, utf-8-bom, latin1 or utf-16le.',
    });
  }
}

/** Every delimiter of rows is accepted everywhere; null is told from empty by the quotes. */
function optionsOf({ delimiter }: Format): Options {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_LENGTH,
    cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
  };
}

const MOVED = 'the file changed while it was read';

/**
 * Why reading ended: a reason when the rest of the file may still come, an error when it is no CSV, null for what is not about CSV.
 * csv-parse's own texts quote the cell, so they are never shown.
 */
function endingOf(error: unknown, at: string): string | ConcordatError | null {
  const { code, lines } = error as Partial<CsvError> & { readonly lines?: unknown };
  if (typeof code !== 'string' || !/^(CSV_|INVALID_OPENING_QUOTE)/.test(code)) return null;
  const line = typeof lines === 'number' ? lines : null;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return `the file ends inside quotes${line === null ? '' : `, at line ${line}`}`;
  const what =
    code === 'CSV_MAX_RECORD_SIZE'
      ? 'A row of the file is longer than 1 MB'
      : 'The file is not valid CSV: a quote is out of place';
  return new ConcordatError('CONNECTOR_BAD_FILE', `${what}${line === null ? '' : `, near line ${line}`}.`, {
    at,
    advice: 'A cell with a quote in it stands in quotes, with that quote doubled: "5"" pipe".',
  });
}
