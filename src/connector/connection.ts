import type { ConnectionKey } from '../model/connector.ts';
import { formatPlace } from '../model/diagnostic.ts';
import { ConcordatError } from '../model/error.ts';
import type { SystemDef } from '../model/manifest.ts';
import type { World } from '../model/world.ts';
import { didYouMean } from './closest-name.ts';
import { lookUpReference, REFERENCE } from './reference.ts';

/** A connection with its references resolved, and what of it no message may show. */
export interface ResolvedConnection {
  readonly connection: Readonly<Record<string, unknown>>;
  readonly secrets: readonly string[];
}

/** What references are resolved with. */
export interface ConnectionContext {
  readonly system: SystemDef;
  /** Absolute path of the project. */
  readonly root: string;
  readonly world: World;
}

type Keys = Readonly<Record<string, ConnectionKey>>;

/**
 * Resolves `${env:NAME}` and `${file:path}` in the strings of a connection and of maps in it, never inside lists, and checks the
 * keys against what the connector declares. Throws SYSTEM_SECRET_MISSING or SYSTEM_MISCONFIGURED, exit 1.
 */
export function resolveConnection(context: ConnectionContext, keys: Keys): ResolvedConnection {
  const { system } = context;
  const secrets = new Set<string>();
  const connection: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(system.connection)) {
    const key = Object.hasOwn(keys, name) ? keys[name] : undefined;
    if (key === undefined)
      throw misconfigured(system, name, `has no key "${name}".${didYouMean(name, Object.keys(keys))}`);
    connection[name] = typed(context, name, key, resolveValue(context, name, value, secrets));
  }
  for (const [name, key] of Object.entries(keys)) {
    if (key.required === true && connection[name] === undefined) {
      const example = key.example === undefined ? '' : ` Example: ${name}: ${key.example}`;
      throw misconfigured(system, name, `needs the key "${name}": ${key.description}.${example}`);
    }
  }
  return { connection, secrets: [...secrets] };
}

function resolveValue(context: ConnectionContext, key: string, value: unknown, secrets: Set<string>): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(REFERENCE, (_, kind: string, name: string) => {
      const text = resolveReference(context, key, kind, name);
      secrets.add(text);
      return text;
    });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, resolveValue(context, key, inner, secrets)]),
  );
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function resolveReference(context: ConnectionContext, key: string, kind: string, name: string): string {
  const found = lookUpReference(context, kind, name);
  if (found.text !== null) return found.text;
  throw missing(context.system, key, found.why);
}

/** A reference gives text; a key that wants a number or a boolean takes it from the text. */
function typed({ system }: ConnectionContext, name: string, key: ConnectionKey, value: unknown): unknown {
  const found = typeof value === 'string' ? fromText(key, value) : value;
  const isRight = key.type === 'object' ? typeof found === 'object' && found !== null : typeof found === key.type;
  if (isRight) return found;
  throw misconfigured(
    system,
    name,
    `wants ${key.type === 'object' ? 'an' : 'a'} ${key.type} as "${name}": ${key.description}`,
  );
}

function fromText(key: ConnectionKey, text: string): unknown {
  if (key.type === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (key.type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

function missing(system: SystemDef, key: string, why: string): ConcordatError {
  return new ConcordatError('SYSTEM_SECRET_MISSING', `System ${system.name} cannot resolve its ${key}: ${why}.`, {
    at: placeOf(system, key),
    advice: 'Set it and try again. Secrets stay outside the manifests: ${env:NAME} or ${file:path}.',
  });
}

function misconfigured(system: SystemDef, key: string, why: string): ConcordatError {
  return new ConcordatError('SYSTEM_MISCONFIGURED', `The connection of ${system.name} (${system.connector}) ${why}`, {
    at: placeOf(system, key),
  });
}

function placeOf(system: SystemDef, key: string): string {
  return formatPlace(system.connectionAt.get(key) ?? system.at);
}
