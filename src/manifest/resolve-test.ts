import type { TestManifest } from '../model/generated/test.ts';
import type { ExpectedChange, TestDef } from '../model/manifest.ts';
import type { Json } from '../model/value.ts';
import type { ManifestDocument } from './manifest-document.ts';
import { spanOf } from './yaml-node.ts';

type Records = Readonly<Record<string, readonly Readonly<Record<string, Json>>[]>>;

/** A test with its short forms expanded. A key that is a number becomes its text. */
export function resolveTest(document: ManifestDocument): TestDef {
  const manifest = document.json as unknown as TestManifest;
  const { changes, findings } = manifest.expect;
  return {
    name: manifest.name,
    at: document.at,
    entity: manifest.entity,
    given: new Map(Object.entries(manifest.given as Records)),
    base: manifest.base === undefined ? null : new Map(Object.entries(manifest.base as Records)),
    isBootstrap: manifest.bootstrap ?? false,
    expect: {
      changes:
        changes === undefined
          ? null
          : changes.map((change, i): ExpectedChange => ({
              at: spanOf(document.node, ['expect', 'changes', i]).at,
              system: change.system ?? null,
              key: keyOf(change.key),
              action: change.action ?? null,
              fields: (change.fields ?? null) as ExpectedChange['fields'],
              verdict: change.verdict ?? null,
            })),
      findings: findings === undefined ? null : findings.map(({ code }) => ({ code })),
    },
  };
}

function keyOf(key: unknown): ExpectedChange['key'] {
  if (key === undefined) return null;
  return typeof key === 'object' ? (key as Readonly<Record<string, Json>>) : String(key);
}
