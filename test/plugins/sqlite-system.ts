import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Connector } from 'concordat/connector';
import { openConnector } from '../../src/connector/load.ts';
import type { SystemDef } from '../../src/model/manifest.ts';
import { realWorld } from '../../src/world.ts';

/** A new folder for one test; its path has what URIs and globs trip over. */
export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'con#cord?at %20 '));
}

/** Removes a folder of newFolder. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** A system as a manifest declares it. */
export function systemDef(
  connector: string,
  connection: SystemDef['connection'],
  change: Partial<SystemDef> = {},
): SystemDef {
  return {
    name: 'erp',
    title: 'ERP',
    at: { file: 'sync.d/systems.yaml', line: 3, column: 1 },
    connector,
    connection,
    connectionAt: new Map(
      Object.keys(connection).map((key) => [key, { file: 'sync.d/systems.yaml', line: 5, column: 15 }]),
    ),
    access: new Map(),
    limits: { requests: null, concurrency: null, budget: null },
    ...change,
  };
}

/** Opens an SQLite file through the loader, as the engine does. */
export function openSqlite(root: string, path: string): Promise<Connector> {
  return openConnector(systemDef('sqlite', { path }), root, realWorld());
}

/** Runs statements behind the connector's back. */
export function inDatabase<T>(path: string, work: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Names and digests of everything in a folder. */
export function fingerprintFolder(folder: string): string {
  const files = readdirSync(folder).sort();
  return files
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}`,
    )
    .join('\n');
}
