import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { moved, readError } from './errors.ts';
import type { SourceFile } from './source-file.ts';

/** How long a reader waits for a lock, blocking; the engine tries a busy read again. */
const READ_TIMEOUT_MS = 1000;
const COPY_ATTEMPTS = 5;

/** A database to read from that leaves the source and its folder byte for byte as they are. */
export interface Snapshot {
  readonly database: DatabaseSync;
  /** False when the source moved while it was read without a lock. */
  isUnmoved(): boolean;
  close(): void;
}

/**
 * Opens the source for one read. A database with a rollback journal is read under SQLite's own lock; one in WAL mode without pending
 * frames is opened immutable, because a reader would otherwise create -wal and -shm; else a private copy of both files is read.
 */
export function openSnapshot(file: SourceFile, Database: typeof DatabaseSync): Snapshot {
  if (!file.isWal()) return openLocked(file, Database);
  return file.walStamp() === null ? openImmutable(file, Database) : openCopy(file, Database);
}

function openLocked(file: SourceFile, Database: typeof DatabaseSync): Snapshot {
  const database = openAs(
    file,
    () => new Database(uri(file.path, 'mode', 'ro'), { readOnly: true, timeout: READ_TIMEOUT_MS }),
  );
  return { database, isUnmoved: () => true, close: () => database.close() };
}

function openImmutable(file: SourceFile, Database: typeof DatabaseSync): Snapshot {
  const before = file.stamp();
  const database = openAs(file, () => new Database(uri(file.path, 'immutable', '1'), { readOnly: true }));
  return {
    database,
    isUnmoved: () => file.stamp() === before && file.walStamp() === null,
    close: () => database.close(),
  };
}

function openCopy(file: SourceFile, Database: typeof DatabaseSync): Snapshot {
  const path = copySteadily(file);
  const remove = (): void => rmSync(dirname(path), { recursive: true, force: true });
  try {
    const database = openAs(file, () => new Database(path));
    const close = (): void => {
      database.close();
      remove();
    };
    return { database, isUnmoved: () => true, close };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Copies until neither file moved meanwhile; throws SYSTEM_BUSY when they never rest. */
function copySteadily(file: SourceFile): string {
  for (let attempt = 1; attempt <= COPY_ATTEMPTS; attempt += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'concordat-'));
    const path = join(folder, 'copy.db');
    const before = `${file.stamp()} ${file.walStamp()}`;
    file.copyTo(path);
    if (`${file.stamp()} ${file.walStamp()}` === before) return path;
    rmSync(folder, { recursive: true, force: true });
  }
  throw moved(file.system);
}

function openAs(file: SourceFile, open: () => DatabaseSync): DatabaseSync {
  try {
    return open();
  } catch (error) {
    throw readError(file.system, null, error);
  }
}

/** A `file:` URI with one parameter; `?`, `#` and `%` in the path are escaped. */
export function uri(path: string, parameter: string, value: string): URL {
  const url = pathToFileURL(path);
  url.searchParams.set(parameter, value);
  return url;
}
