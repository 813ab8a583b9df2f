import type { SystemDef, SystemLimits } from '../../src/model/manifest.ts';
import type { World } from '../../src/model/world.ts';

/** Limits that limit nothing. */
export const NO_LIMITS: SystemLimits = { requests: null, concurrency: null, budget: null };

/** A system as a manifest declares it; each connection key has its place on line 7. */
export function systemOf(connector: string, connection: SystemDef['connection'] = {}): SystemDef {
  const at = { file: 'sync.d/systems.yaml', line: 3, column: 1 };
  const connectionAt = new Map(Object.keys(connection).map((key) => [key, { ...at, line: 7, column: 15 }]));
  return { name: 'erp', title: 'ERP', at, connector, connection, connectionAt, access: new Map(), limits: NO_LIMITS };
}

/** A world whose clock moves only when somebody sleeps. */
export class SimulatedWorld implements World {
  readonly slept: number[] = [];
  readonly #env: Readonly<Record<string, string>>;
  #ms = 0;

  constructor(env: Readonly<Record<string, string>> = {}) {
    this.#env = env;
  }

  now(): string {
    return new Date(this.#ms).toISOString();
  }

  monotonicMs(): number {
    return this.#ms;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(ms);
    this.#ms += ms;
  }

  random(): number {
    return 0.5;
  }

  newId(): string {
    return 'id';
  }

  env(name: string): string | undefined {
    return this.#env[name];
  }

  async appendFile(): Promise<void> {}
}
