import { closeSync, fstatSync, openSync, readSync, realpathSync, statSync, writeSync } from 'node:fs';
import { notADatabase, notFound } from './errors.ts';

const MAGIC = 'SQLite format 3\u0000';
const HEADER_BYTES = 100;
const CHUNK_BYTES = 1 << 20;

/** What moves when a file is written: identity, size, time, and the first bytes, which hold SQLite's change counter or WAL salt. */
export type FileStamp = string;

/**
 * The database file as a file. It keeps one descriptor open as long as it lives: POSIX drops every lock of this process on a file when
 * any descriptor of it is closed, which would take SQLite's own locks away in the middle of a read.
 */
export class SourceFile {
  readonly system: string;
  /** Real path, symbolic links resolved. */
  readonly path: string;
  #descriptor: number | null = null;
  #inode: bigint | null = null;

  private constructor(system: string, path: string) {
    this.system = system;
    this.path = path;
  }

  /** Throws SYSTEM_NOT_FOUND (75) or SYSTEM_NOT_A_DATABASE (1). */
  static open(system: string, path: string): SourceFile {
    let real: string;
    try {
      real = realpathSync(path);
    } catch {
      throw notFound(system);
    }
    const file = new SourceFile(system, real);
    file.header();
    return file;
  }

  /** The header, or null for an empty file, which is an empty database. */
  header(): Buffer | null {
    const bytes = readStart(this.#open());
    if (bytes.length === 0) return null;
    if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
      throw notADatabase(this.system);
    return bytes;
  }

  /** Read or write version 2 in the header: the database is in WAL mode. */
  isWal(): boolean {
    const header = this.header();
    return header !== null && (header[18] === 2 || header[19] === 2);
  }

  stamp(): FileStamp {
    return stampOf(this.#open());
  }

  /** Stamp of the write-ahead log, or null when it is missing or empty. */
  walStamp(): FileStamp | null {
    return withFile(`${this.path}-wal`, (descriptor) =>
      fstatSync(descriptor).size === 0 ? null : stampOf(descriptor),
    );
  }

  /** Copies database and write-ahead log to another place. */
  copyTo(path: string): void {
    copy(this.#open(), path);
    withFile(`${this.path}-wal`, (descriptor) => {
      copy(descriptor, `${path}-wal`);
      return null;
    });
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  /** The descriptor, opened again when another file took the path. */
  #open(): number {
    try {
      const { ino } = statSync(this.path, { bigint: true });
      if (this.#descriptor !== null && ino === this.#inode) return this.#descriptor;
      this.close();
      this.#descriptor = openSync(this.path, 'r');
      this.#inode = ino;
      if (!fstatSync(this.#descriptor).isFile()) throw notADatabase(this.system);
      return this.#descriptor;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined || this.#isOurs(error)) throw error;
      throw notFound(this.system);
    }
  }

  #isOurs(error: unknown): boolean {
    return (error as Error).name === 'ConcordatError';
  }
}

function stampOf(descriptor: number): FileStamp {
  const { ino, size, mtimeNs } = fstatSync(descriptor, { bigint: true });
  return `${ino}:${size}:${mtimeNs}:${readStart(descriptor).toString('hex')}`;
}

function readStart(descriptor: number): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, HEADER_BYTES, 0));
}

/** Null when the file is not there. */
function withFile<T>(path: string, use: (descriptor: number) => T): T | null {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function copy(from: number, path: string): void {
  const to = openSync(path, 'wx', 0o600);
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (let position = 0; ;) {
      const count = readSync(from, chunk, 0, CHUNK_BYTES, position);
      if (count === 0) return;
      for (let written = 0; written < count;) written += writeSync(to, chunk, written, count - written);
      position += count;
    }
  } finally {
    closeSync(to);
  }
}
