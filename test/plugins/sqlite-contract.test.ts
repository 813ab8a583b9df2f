import { join } from 'node:path';
import type { ContractHarness } from 'concordat/testing';
import type { NativeRecord, NativeValue } from 'concordat/connector';
import { describeContract } from './contract.ts';
import { fingerprintFolder, inDatabase, newFolder, openSqlite, removeFolder } from './sqlite-system.ts';

const TABLE = 'we"ird. na\'me';
const NAME = '"we""ird. na\'me"';

const columns = [
  { name: 'code', kind: 'text', type: 'text primary key' },
  { name: 'a "label"', kind: 'text', type: 'varchar(20) collate nocase' },
  { name: 'big', kind: 'integer', type: 'bigint' },
  { name: 'price', kind: 'decimal', type: 'decimal(12,2)' },
  { name: 'ratio', kind: 'float', type: 'double precision' },
  { name: 'isActive', kind: 'boolean', type: 'boolean' },
  { name: 'day', kind: 'date', type: 'date' },
  { name: 'moment', kind: 'local-datetime', type: 'timestamp' },
  { name: 'data', kind: 'bytes', type: 'blob' },
] as const;

function sqlOf(value: NativeValue | undefined, kind: string): null | string | number | bigint | Uint8Array {
  if (value === null || value === undefined) return null;
  if (kind === 'integer') return BigInt(String(value));
  if (kind === 'decimal') return Number(value);
  if (kind === 'float') return Number(value);
  if (kind === 'boolean') return value === true ? 1 : 0;
  if (kind === 'bytes') return new Uint8Array(Buffer.from(String(value), 'base64'));
  return String(value);
}

function nativeOf(value: unknown, kind: string): NativeValue {
  if (value === null || typeof value === 'string') return value;
  if (kind === 'boolean') return value === 1n;
  if (kind === 'float') return Number(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return String(value);
}

function harness(mode: 'delete' | 'wal'): ContractHarness {
  return {
    resource: TABLE,
    id: 'code',
    columns,
    actions: ['create', 'update', 'delete'],
    // A decimal column of SQLite stores doubles.
    samples: { decimal: ['19.9', '0', '-0.01', '123456789012.25', '0.0000001', '9007199254740991'] },
    filters: { all: '1 = 1 -- everything', none: '"code" = \'(\' and (big > 5 or big < 3)' },
    async start() {
      const folder = newFolder();
      const path = join(folder, 'a#b?c%20.db');
      const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
      const names = columns.map(({ name }) => quoted(name)).join(', ');
      inDatabase(path, (database) => {
        database.exec(`pragma journal_mode = ${mode}`);
        database.exec(
          `create table ${NAME} (${columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ')}) without rowid`,
        );
      });
      return {
        open: () => openSqlite(folder, path),
        async seed(records) {
          inDatabase(path, (database) => {
            database.exec(`begin; delete from ${NAME}`);
            const insert = database.prepare(
              `insert into ${NAME} (${names}) values (${columns.map(() => '?').join(', ')})`,
            );
            for (const record of records) insert.run(...columns.map(({ name, kind }) => sqlOf(record.get(name), kind)));
            database.exec('commit');
          });
        },
        async mutate(id, field, value) {
          const kind = columns.find(({ name }) => name === field)?.kind ?? 'text';
          inDatabase(path, (database) =>
            database.prepare(`update ${NAME} set ${quoted(field)} = ? where code = ?`).run(sqlOf(value, kind), id),
          );
        },
        async rawRecords() {
          return inDatabase(path, (database) => {
            const statement = database.prepare(`select ${names} from ${NAME}`);
            statement.setReadBigInts(true);
            return statement
              .all()
              .map(
                (row): NativeRecord =>
                  new Map(columns.map(({ name, kind }) => [name, nativeOf(row[name], kind)] as const)),
              );
          });
        },
        fingerprint: async () => fingerprintFolder(folder),
        stop: async () => removeFolder(folder),
      };
    },
  };
}

describeContract('sqlite with a rollback journal', harness('delete'));
describeContract('sqlite in WAL mode', harness('wal'));
