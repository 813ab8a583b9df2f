import type {
  Capabilities,
  Connector,
  ConnectorOptions,
  Diagnostic,
  NativeKind,
  ReadPage,
  ReadRequest,
  ResourceSchema,
  WriteBatch,
  WriteOutcome,
} from 'concordat/connector';
import { ConcordatError, refuseVersion, unknownField, unknownResource } from 'concordat/connector';
import { writeFaulty } from './faulty-write.ts';
import { guardOf } from './guard.ts';
import { readPages } from './read.ts';
import type { MemoryResource, MemorySystem } from './system.ts';

/** The reference connector: the shortest thing that keeps the whole contract. */
export class MemoryConnector implements Connector {
  readonly capabilities: Capabilities;
  readonly #system: string;
  readonly #live: MemorySystem;
  readonly #world: ConnectorOptions['world'] | null;

  constructor(system: string, live: MemorySystem, world: ConnectorOptions['world'] | null = null) {
    this.#system = system;
    this.#live = live;
    this.#world = world;
    this.capabilities = {
      of: async (resource) => {
        this.#find(resource);
        const { guard, settleMs, uniqueKeys, idempotencyMs, isSearchable } = live.traits;
        return {
          actions: ['create', 'update', 'delete'],
          guard: guardOf(guard),
          batchSize: 1000,
          keyOrder: 'unordered',
          snapshot: true,
          settleMs,
          uniqueKeys: uniqueKeys[resource] ?? [],
          idempotencyMs,
          isSearchable,
        };
      },
    };
  }

  async identity(): Promise<string> {
    this.#refuseWhenDown();
    return `memory:${this.#system}`;
  }

  async check(): Promise<readonly Diagnostic[]> {
    this.#refuseWhenDown();
    return [];
  }

  async describe(): Promise<readonly ResourceSchema[]> {
    this.#refuseWhenDown();
    return [...this.#live.resources].map(([name, { kinds }]) => ({
      name,
      id: [],
      fields: [...kinds].map(([field, kind]) => ({ name: field, kind, nativeType: kind, isNullable: true })),
    }));
  }

  async *read(request: ReadRequest, signal: AbortSignal): AsyncGenerator<ReadPage> {
    signal.throwIfAborted();
    refuseVersion(request, this.#system);
    const resource = this.#find(request.resource);
    if (request.where !== null) {
      throw new ConcordatError('CONNECTOR_NO_FILTER', 'Systems in memory take no `where`.', {
        at: `${this.#system}:${request.resource}`,
      });
    }
    this.#refuseUnknownFields(request, resource);
    yield* readPages({
      system: this.#system,
      resource,
      live: this.#live,
      world: this.#world,
      request,
      signal,
    });
  }

  async writeBatch(batch: WriteBatch, signal: AbortSignal): Promise<readonly WriteOutcome[]> {
    signal.throwIfAborted();
    const resource = this.#find(batch.resource);
    const at = `${this.#system}:${batch.resource}`;
    return writeFaulty({ live: this.#live, resource, world: this.#world, at }, batch);
  }

  async close(): Promise<void> {}

  #find(name: string): MemoryResource {
    this.#refuseWhenDown();
    const resource = this.#live.resources.get(name);
    if (resource === undefined) throw unknownResource(this.#system, name, [...this.#live.resources.keys()]);
    return resource;
  }

  #refuseWhenDown(): void {
    if (!this.#live.faults.isDown) return;
    throw new ConcordatError('SYSTEM_NOT_OPEN', `System ${this.#system} is down.`, {
      at: this.#system,
      isRetryable: true,
    });
  }

  #refuseUnknownFields({ resource, fields, id, lookup }: ReadRequest, { kinds, isDeclared }: MemoryResource): void {
    if (!isDeclared) return;
    const known: ReadonlyMap<string, NativeKind> = kinds;
    const missing = [...id, ...fields, ...(lookup?.by ?? [])].find((name) => !known.has(name));
    if (missing !== undefined) throw unknownField({ system: this.#system, resource }, missing, [...known.keys()]);
  }
}
