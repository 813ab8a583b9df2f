import type { Diagnostic } from '../model/diagnostic.ts';
import type { SourceFile, TextFile } from './source-file.ts';
import { placeAt, toTextFile } from './source-file.ts';

/** Largest manifest file that is read, in bytes. */
export const MAX_FILE_BYTES = 1_000_000;

/** C0 controls other than tab, line feed and carriage return, and DEL: never part of a manifest, and able to hide text in a terminal. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** A file as text, or the reason why it is none: too large, not UTF-8, or with control characters. */
export function decodeText(source: SourceFile): TextFile | Diagnostic {
  const bytes = typeof source.content === 'string' ? new TextEncoder().encode(source.content) : source.content;
  const sizeBytes = source.sizeBytes ?? bytes.length;
  if (sizeBytes > MAX_FILE_BYTES) return tooLarge(source.path, sizeBytes);
  const text = isUtf16(bytes) ? null : decodeUtf8(bytes);
  if (text === null) return notUtf8(source.path);
  const file = toTextFile(source.path, text);
  const control = CONTROL.exec(text);
  return control === null ? file : controlCharacter(file, control.index);
}

/** True for a decoded file, false for a diagnostic. */
export function isTextFile(result: TextFile | Diagnostic): result is TextFile {
  return 'lineStarts' in result;
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function tooLarge(file: string, sizeBytes: number): Diagnostic {
  return {
    code: 'YAML_TOO_LARGE',
    severity: 'error',
    summary: 'This manifest file is too large.',
    detail: `It has ${sizeBytes} bytes; at most ${MAX_FILE_BYTES} are read. Split it: documents may stand in as many files and folders as you like.`,
    at: { file, line: 1, column: 1 },
  };
}

function notUtf8(file: string): Diagnostic {
  return {
    code: 'YAML_ENCODING',
    severity: 'error',
    summary: 'This manifest file is not UTF-8.',
    detail: 'Its bytes are UTF-16 or another encoding, which would be read as something else. Save it as UTF-8.',
    at: { file, line: 1, column: 1 },
  };
}

function controlCharacter(file: TextFile, offset: number): Diagnostic {
  const hex = file.text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0');
  return {
    code: 'YAML_CONTROL_CHARACTER',
    severity: 'error',
    summary: 'A control character stands in this manifest.',
    detail: `U+${hex} is not text: it can hide what follows, and a file full of U+0000 is UTF-16. Remove it, or save the file as UTF-8; inside double quotes write it as "\\u${hex}".`,
    at: placeAt(file, offset),
    frame: [],
  };
}
