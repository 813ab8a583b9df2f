import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { NativeRecord, NativeValue } from 'concordat/connector';
import type { ContractHarness } from 'concordat/testing';
import { describeContract } from './contract.ts';
import { CsvFolder } from './csv-system.ts';
import { fingerprintFolder, removeFolder } from './sqlite-system.ts';

const names = ['id', 'a "label"', 'other;column', 'dernière'];

interface Dialect {
  readonly delimiter: string;
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'latin1' | 'utf-16le';
  readonly newline: string;
}

function harness({ delimiter, encoding, newline }: Dialect): ContractHarness {
  const nodeEncoding = encoding === 'utf-8-bom' ? 'utf-8' : encoding;
  const mark = encoding === 'utf-8-bom' || encoding === 'utf-16le' ? '\ufeff' : '';
  const cell = (value: NativeValue | undefined): string =>
    value === null || value === undefined ? '' : `"${String(value).replaceAll('"', '""')}"`;
  const write = (path: string, records: readonly NativeRecord[]): void => {
    const lines = [names.map(cell), ...records.map((record) => names.map((name) => cell(record.get(name))))];
    writeFileSync(path, mark + lines.map((line) => line.join(delimiter) + newline).join(''), nodeEncoding);
  };
  const read = (path: string): NativeRecord[] => {
    const rows: (string | null)[][] = parse(readFileSync(path, nodeEncoding).replace(/^\ufeff/, ''), {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
    });
    return rows.slice(1).map((row) => new Map(names.map((name, index) => [name, row[index] ?? null])));
  };
  const latin = [
    'plain',
    '',
    ' around ',
    'é',
    'ÿ\u0080',
    "it's",
    'say "x"',
    'a,b;c|d',
    'one\ntwo',
    'one\r\ntwo',
    '007',
    '=1+1',
    'x'.repeat(20_000),
  ];
  return {
    resource: 'things',
    id: 'id',
    columns: names.map((name) => ({ name, kind: 'text' })),
    actions: ['create', 'update', 'delete'],
    ...(encoding === 'latin1'
      ? { samples: { text: latin, id: ['C-1', 'c-1', '007', 'é', ' a', 'say "x"', 'a,b;c|d'] } }
      : {}),
    async start() {
      const folder = new CsvFolder('', { delimiter, encoding });
      return {
        open: () => folder.open(),
        seed: async (records) => write(folder.path, records),
        mutate: async (id, field, value) =>
          write(
            folder.path,
            read(folder.path).map((record) =>
              record.get('id') === id ? new Map([...record, [field, value]]) : record,
            ),
          ),
        rawRecords: async () => read(folder.path),
        fingerprint: async () => fingerprintFolder(folder.dir),
        stop: async () => removeFolder(folder.dir),
      };
    },
  };
}

describeContract('csv', harness({ delimiter: ',', encoding: 'utf-8', newline: '\n' }));
describeContract(
  'csv with semicolons, a byte order mark and Windows line breaks',
  harness({ delimiter: ';', encoding: 'utf-8-bom', newline: '\r\n' }),
);
describeContract('csv in UTF-16 with tabs', harness({ delimiter: '\t', encoding: 'utf-16le', newline: '\r\n' }));
