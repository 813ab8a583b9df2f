import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connector, NativeRecord, NativeValue, WriteOutcome } from 'concordat/connector';
import { collectRead, type Collected } from 'concordat/testing';
import { openConnector } from '../../src/connector/load.ts';
import type { SystemDef } from '../../src/model/manifest.ts';
import { realWorld } from '../../src/world.ts';
import { newFolder, systemDef } from './sqlite-system.ts';

/** A folder with one CSV file `things.csv`, and short words for what tests do with it. */
export class CsvFolder {
  readonly dir: string = newFolder();
  readonly path: string = join(this.dir, 'things.csv');
  readonly #connection: SystemDef['connection'];

  constructor(content: string | Buffer, connection: SystemDef['connection'] = {}) {
    this.#connection = { dir: this.dir, ...connection };
    writeFileSync(this.path, content);
    chmodSync(this.path, 0o640);
  }

  open(): Promise<Connector> {
    return openConnector(systemDef('csv', this.#connection), this.dir, realWorld());
  }

  async read(fields: readonly string[], pageSize = 10, id: readonly string[] = ['id']): Promise<Collected> {
    const request = { resource: 'things', id, fields, where: null, lookup: null, pageSize };
    return collectRead(await this.open(), request);
  }

  /** Updates one record as it is now; a null edit deletes it. */
  async edit(
    id: string,
    values: Readonly<Record<string, NativeValue>> | null,
    fields: readonly string[] = ['id'],
  ): Promise<WriteOutcome> {
    const { records } = await this.read(fields);
    const record = records.find(({ key }) => key.join() === id);
    const edited: NativeRecord = new Map(Object.entries(values ?? {}));
    const guard = {
      nativeId: [id],
      version: record?.version ?? 'gone',
      before: record?.native ?? new Map<string, NativeValue>(),
    };
    return this.write({ action: values === null ? 'delete' : 'update', values: edited, ...guard });
  }

  create(values: Readonly<Record<string, NativeValue>>): Promise<WriteOutcome> {
    return this.write({
      action: 'create',
      nativeId: null,
      version: null,
      before: null,
      values: new Map(Object.entries(values)),
    });
  }

  bytes(): Buffer {
    return readFileSync(this.path);
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  async write(
    change: Omit<Parameters<NonNullable<Connector['writeBatch']>>[0]['changes'][number], 'id'>,
  ): Promise<WriteOutcome> {
    const connector = await this.open();
    const write = connector.writeBatch?.bind(connector);
    const outcomes = await write?.(
      { resource: 'things', id: ['id'], changes: [{ id: 'c1', ...change }] },
      new AbortController().signal,
    );
    const [outcome] = outcomes ?? [];
    if (outcome === undefined) throw new Error('the connector gave no outcome');
    return outcome;
  }
}
