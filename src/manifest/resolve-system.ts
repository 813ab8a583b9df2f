import type { Diagnostic, Place } from '../model/diagnostic.ts';
import type { SystemManifest } from '../model/generated/system.ts';
import type { AccessRight, SystemDef } from '../model/manifest.ts';
import type { Json } from '../model/value.ts';
import type { ManifestDocument } from './manifest-document.ts';
import { parseRate } from './quantity.ts';
import { keySpanOf, spanOf } from './yaml-node.ts';

/** Connection keys that hold secrets, whatever the connector. */
const SECRET_KEY = /passw|secret|token|api_?key|private_?key/i;
/** An address with a password in it that is not a reference. */
const SECRET_URL = /^[a-z][a-z0-9+.-]*:\/\/[^:/?#@]*:(?!\$\{)[^/?#@]+@/i;

/** A system with its short forms expanded, and warnings about secrets that stand in the manifest itself. */
export function resolveSystem(document: ManifestDocument): { system: SystemDef; diagnostics: readonly Diagnostic[] } {
  const manifest = document.json as unknown as SystemManifest;
  const connection = (manifest.connection ?? {}) as Readonly<Record<string, Json>>;
  const connectionAt = new Map<string, Place>();
  for (const key of Object.keys(connection)) connectionAt.set(key, keySpanOf(document.node, ['connection', key]).at);
  const { requests, concurrency, budget } = manifest.limits ?? {};
  const system: SystemDef = {
    name: manifest.name,
    title: manifest.title ?? manifest.name,
    at: document.at,
    connector: manifest.connector,
    connection,
    connectionAt,
    access: expandAccess(manifest.access ?? {}),
    limits: {
      requests: requests === undefined ? null : parseRate(requests),
      concurrency: concurrency ?? null,
      budget: budget === undefined ? null : parseRate(budget),
    },
  };
  return { system, diagnostics: warnOfSecrets(document, connection) };
}

function expandAccess(access: NonNullable<SystemManifest['access']>): ReadonlyMap<string, readonly AccessRight[]> {
  return new Map(
    Object.entries(access).map(([resource, rights]) => [resource, [rights].flat() as readonly AccessRight[]]),
  );
}

function warnOfSecrets(document: ManifestDocument, connection: Readonly<Record<string, Json>>): readonly Diagnostic[] {
  const warnings: Diagnostic[] = [];
  for (const [key, value] of Object.entries(connection)) {
    if (typeof value !== 'string' || value === '') continue;
    const isLiteral = SECRET_KEY.test(key) && !/\$\{(?:env|file):[^}]+\}/.test(value);
    if (isLiteral || SECRET_URL.test(value)) warnings.push(secretInManifest(document, key));
  }
  return warnings;
}

/** Without a code frame, which would print the secret. */
function secretInManifest(document: ManifestDocument, key: string): Diagnostic {
  return {
    ...spanOf(document.node, ['connection', key]),
    code: 'SECRET_IN_MANIFEST',
    severity: 'warning',
    summary: 'A secret stands in this manifest.',
    detail: `"${key}" seems to hold a password or a token, which everyone who can read the repository can use. Write \${env:NAME} or \${file:path} instead, and change the secret.`,
    frame: [],
  };
}
