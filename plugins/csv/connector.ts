import type { parse } from 'csv-parse';
import type { stringify } from 'csv-stringify/sync';
import {
  ConcordatError,
  didYouMean,
  fileIdentity,
  refuseVersion,
  type Capabilities,
  type Connector,
  type ConnectorOptions,
  type Diagnostic,
  type ReadPage,
  type ReadRequest,
  type ResourceCapabilities,
  type ResourceSchema,
  type WriteBatch,
  type WriteOutcome,
} from 'concordat/connector';
import type { Folder } from './folder.ts';
import type { Format } from './format.ts';
import { FILE_GUARD, readPages } from './read.ts';
import { readRows, type RowSource } from './rows.ts';
import { writeFileBatch } from './write.ts';

/** What a CSV connection is made of. */
export interface CsvOptions extends Pick<ConnectorOptions, 'system' | 'access' | 'root' | 'world'> {
  readonly folder: Folder;
  readonly format: Format;
  readonly parse: typeof parse;
  readonly stringify: typeof stringify;
}

/** A folder of CSV files, one per resource, streamed when read and replaced as a whole when written. */
export class CsvConnector implements Connector {
  readonly capabilities: Capabilities;
  readonly #options: CsvOptions;

  constructor(options: CsvOptions) {
    this.#options = options;
    this.capabilities = { of: (resource) => this.#capabilitiesOf(resource) };
  }

  async identity(): Promise<string> {
    const { folder, root } = this.#options;
    return fileIdentity('csv', root, folder.path);
  }

  async check(): Promise<readonly Diagnostic[]> {
    const { access, folder } = this.#options;
    const names = await folder.list();
    const diagnostics: Diagnostic[] = [];
    for (const [resource, rights] of Object.entries(access)) {
      if (!names.includes(resource)) diagnostics.push(this.#grantsUnknown(resource, names));
      else if (rights.some((right) => right !== 'read') && !(await folder.isWritable(resource)))
        diagnostics.push(this.#notWritable(resource));
    }
    return diagnostics;
  }

  async describe(signal: AbortSignal): Promise<readonly ResourceSchema[]> {
    const { folder } = this.#options;
    const resources: ResourceSchema[] = [];
    for (const name of await folder.list()) {
      const rows = readRows(await this.#source(name, signal));
      const first = await rows.next();
      await rows.return(null);
      const header = first.done === true ? [] : first.value.map((cell) => cell ?? '');
      resources.push({
        name,
        id: [],
        rights: (await folder.isWritable(name)) ? ['read', 'create', 'update', 'delete'] : ['read'],
        fields: header.map((field) => ({ name: field, kind: 'text', nativeType: 'text', isNullable: true })),
      });
    }
    return resources;
  }

  async *read(request: ReadRequest, signal: AbortSignal): AsyncGenerator<ReadPage> {
    signal.throwIfAborted();
    refuseVersion(request, this.#options.system);
    const source = await this.#source(request.resource, signal);
    if (request.where !== null) {
      throw new ConcordatError('CONNECTOR_NO_FILTER', 'CSV files take no `where`.', {
        at: source.at,
        advice: 'Remove `where` from the binding, or keep the records to leave out in another file.',
      });
    }
    yield* readPages(source, request, this.#options.system);
  }

  async writeBatch(batch: WriteBatch, signal: AbortSignal): Promise<readonly WriteOutcome[]> {
    signal.throwIfAborted();
    const { system, folder, format, stringify: write, world } = this.#options;
    const path = await folder.fileOf(batch.resource);
    return writeFileBatch({ system, path, format, stringify: write, world, signal }, batch);
  }

  async close(): Promise<void> {}

  async #source(resource: string, signal: AbortSignal): Promise<RowSource> {
    const { system, folder, format, parse: parser } = this.#options;
    return { path: await folder.fileOf(resource), at: `${system}:${resource}`, format, parse: parser, signal };
  }

  async #capabilitiesOf(resource: string): Promise<ResourceCapabilities> {
    const { folder } = this.#options;
    await folder.fileOf(resource);
    const canWrite = await folder.isWritable(resource);
    return {
      actions: canWrite ? ['create', 'update', 'delete'] : [],
      guard: FILE_GUARD,
      batchSize: 10_000,
      keyOrder: 'unordered',
      snapshot: false,
    };
  }

  #grantsUnknown(resource: string, known: readonly string[]): Diagnostic {
    const { system } = this.#options;
    return {
      code: 'SYSTEM_ACCESS_UNKNOWN_RESOURCE',
      severity: 'warning',
      summary: 'Access is granted to a resource that does not exist.',
      detail: `${system} has no file "${resource}.csv".${didYouMean(resource, known)}`,
      at: `${system}:${resource}`,
    };
  }

  #notWritable(resource: string): Diagnostic {
    const { system } = this.#options;
    return {
      code: 'SYSTEM_NOT_WRITABLE',
      severity: 'error',
      summary: 'A resource cannot be written.',
      detail: `The manifest grants writes to ${system}:${resource}, but its file or folder is read-only for this user.`,
      at: `${system}:${resource}`,
    };
  }
}
