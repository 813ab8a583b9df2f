import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type {
  Capabilities,
  Connector,
  ConnectorOptions,
  Diagnostic,
  ReadPage,
  ReadRequest,
  ResourceCapabilities,
  ResourceSchema,
  WriteBatch,
  WriteOutcome,
} from 'concordat/connector';
import { didYouMean, fileIdentity } from 'concordat/connector';
import { readError } from './errors.ts';
import { readPages, tableOf, VALUES_GUARD } from './read.ts';
import { findTable, listTables, type Table } from './schema.ts';
import { openSnapshot } from './snapshot.ts';
import type { SourceFile } from './source-file.ts';
import { writeChanges } from './write.ts';

/** What an SQLite connection is made of. */
export interface SqliteOptions extends Pick<ConnectorOptions, 'system' | 'access' | 'root'> {
  readonly file: SourceFile;
  readonly Database: typeof DatabaseSync;
}

/** One SQLite database file. Each read has its own snapshot; only writeBatch opens the file for writing. */
export class SqliteConnector implements Connector {
  readonly capabilities: Capabilities;
  readonly #options: SqliteOptions;

  constructor(options: SqliteOptions) {
    this.#options = options;
    this.capabilities = { of: async (resource) => this.#capabilitiesOf(resource) };
  }

  async identity(): Promise<string> {
    const { file, root } = this.#options;
    return fileIdentity('sqlite', root, file.path);
  }

  async check(): Promise<readonly Diagnostic[]> {
    const { system, access, file } = this.#options;
    const names = this.#inspect((database) => listTables(database));
    const unknown = Object.keys(access).filter((resource) => !names.includes(resource));
    const isWriteGranted = Object.values(access).some((rights) => rights.some((right) => right !== 'read'));
    return [
      ...unknown.map((resource) => grantsUnknown(system, resource, names)),
      ...(isWriteGranted && !isWritable(file.path) ? [notWritable(system)] : []),
    ];
  }

  async describe(): Promise<readonly ResourceSchema[]> {
    return this.#inspect((database) =>
      listTables(database).flatMap((name) => {
        const table = findTable(database, name);
        return table === null ? [] : [this.#schemaOf(table)];
      }),
    );
  }

  async *read(request: ReadRequest, signal: AbortSignal): AsyncGenerator<ReadPage> {
    signal.throwIfAborted();
    const { system, file, Database } = this.#options;
    const snapshot = openSnapshot(file, Database);
    try {
      yield* readPages(snapshot, request, system, signal);
    } finally {
      snapshot.close();
    }
  }

  async writeBatch(batch: WriteBatch, signal: AbortSignal): Promise<readonly WriteOutcome[]> {
    signal.throwIfAborted();
    return writeChanges(this.#options, batch);
  }

  async close(): Promise<void> {
    this.#options.file.close();
  }

  #capabilitiesOf(resource: string): ResourceCapabilities {
    const table = this.#inspect((database) => tableOf(database, this.#options.system, resource, []));
    const canWrite = table.isTable && isWritable(this.#options.file.path);
    return {
      actions: canWrite ? ['create', 'update', 'delete'] : [],
      guard: VALUES_GUARD,
      batchSize: 500,
      keyOrder: 'unordered',
      snapshot: true,
      settleMs: 0,
      uniqueKeys: table.uniqueKeys,
    };
  }

  #schemaOf(table: Table): ResourceSchema {
    const canWrite = table.isTable && isWritable(this.#options.file.path);
    return {
      name: table.name,
      id: table.primaryKey,
      rights: canWrite ? ['read', 'create', 'update', 'delete'] : ['read'],
      fields: [...table.columns.values()]
        .filter(({ name }) => name !== 'rowid' || table.primaryKey.includes('rowid'))
        .map(({ name, kind, declared, isNullable, isGenerated, scale }) => ({
          name,
          kind,
          nativeType: declared,
          isNullable,
          isWritable: table.isTable && !isGenerated,
          ...(scale === null ? {} : { scale }),
        })),
    };
  }

  #inspect<T>(look: (database: DatabaseSync) => T): T {
    const { system, file, Database } = this.#options;
    const snapshot = openSnapshot(file, Database);
    try {
      return look(snapshot.database);
    } catch (error) {
      throw readError(system, null, error);
    } finally {
      snapshot.close();
    }
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function grantsUnknown(system: string, resource: string, known: readonly string[]): Diagnostic {
  return {
    code: 'SYSTEM_ACCESS_UNKNOWN_RESOURCE',
    severity: 'warning',
    summary: 'Access is granted to a resource that does not exist.',
    detail: `${system} has no table or view "${resource}".${didYouMean(resource, known)}`,
    at: `${system}:${resource}`,
  };
}

function notWritable(system: string): Diagnostic {
  return {
    code: 'SYSTEM_NOT_WRITABLE',
    severity: 'error',
    summary: 'The system cannot be written.',
    detail: `The manifest grants writes to ${system}, but its file or folder is read-only for this user.`,
    at: system,
  };
}
