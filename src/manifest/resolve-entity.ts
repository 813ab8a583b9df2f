import type { EntityManifest, FieldManifest, LifecycleManifest } from '../model/generated/entity.ts';
import type { EntityDef, FieldDef, FieldType, Lifecycle, RuleDef, Term } from '../model/manifest.ts';
import type { Json } from '../model/value.ts';
import type { ManifestDocument } from './manifest-document.ts';
import { resolveBinding } from './resolve-binding.ts';
import { PLAIN_TEXT, resolveFieldType } from './resolve-field-type.ts';
import type { TypeKeys } from './resolve-field-type.ts';
import { keySpanOf, spanOf } from './yaml-node.ts';

/**
 * An entity with its short forms expanded. Names are taken as they stand: checkEntity says which do not resolve, and an
 * unknown term counts as plain text until then.
 */
export function resolveEntity(document: ManifestDocument, terms: ReadonlyMap<string, Term>): EntityDef {
  const manifest = document.json as unknown as EntityManifest;
  const key = [manifest.key].flat();
  const fields = new Map<string, FieldDef>();
  for (const [name, declared] of Object.entries(manifest.fields)) {
    fields.set(name, resolveField(document, name, declared, terms));
  }
  return {
    name: manifest.name,
    title: manifest.title ?? manifest.name,
    at: document.at,
    key,
    fields,
    groups: new Map(Object.entries(manifest.groups ?? {})),
    lifecycle: resolveLifecycle(document, fields.get(key[0] ?? '')?.owner ?? ''),
    match: manifest.match === undefined ? [key] : manifest.match.map((each) => [each].flat()),
    rules: resolveRules(document, manifest),
    bindings: new Map(
      Object.entries(manifest.systems).map(([system, binding]) => [system, resolveBinding(document, system, binding)]),
    ),
  };
}

function resolveField(
  document: ManifestDocument,
  name: string,
  declared: FieldManifest,
  terms: ReadonlyMap<string, Term>,
): FieldDef {
  const path = ['fields', name];
  const term = declared.term === undefined ? undefined : terms.get(declared.term);
  return {
    name,
    title: declared.title ?? term?.title ?? name,
    at: keySpanOf(document.node, path).at,
    type: typeOf(declared, term),
    owner: declared.owner ?? null,
    derive:
      declared.derive === undefined
        ? null
        : { source: declared.derive, at: spanOf(document.node, [...path, 'derive']).at },
    ref: declared.ref ?? null,
  };
}

function typeOf(declared: FieldManifest, term: Term | undefined): FieldType {
  return resolveFieldType(declared as Partial<TypeKeys>, term?.type ?? PLAIN_TEXT);
}

/** Without a lifecycle, records are born and die where their key is owned. */
function resolveLifecycle(document: ManifestDocument, keyOwner: string): Lifecycle {
  const { lifecycle } = document.json as unknown as EntityManifest;
  const long: Partial<Extract<LifecycleManifest, object>> =
    typeof lifecycle === 'string' ? { owner: lifecycle } : (lifecycle ?? {});
  const { on_delete: onDelete = 'hold' } = long;
  const deactivate = typeof onDelete === 'string' ? {} : onDelete.deactivate;
  return {
    at: lifecycle === undefined ? document.at : keySpanOf(document.node, ['lifecycle']).at,
    owner: long.owner ?? keyOwner,
    onMissing: long.on_missing ?? 'create',
    onDelete: typeof onDelete === 'string' ? (onDelete as 'report' | 'hold' | 'delete') : 'deactivate',
    deactivate: new Map(
      Object.entries(deactivate as Readonly<Record<string, Json>>).map(([field, value]) => [field, toCanonical(value)]),
    ),
    onOrphan: long.on_orphan ?? 'report',
  };
}

/** Canonical numbers are text. */
function toCanonical(value: Json): Json {
  return typeof value === 'number' ? String(value) : value;
}

function resolveRules(document: ManifestDocument, manifest: EntityManifest): readonly RuleDef[] {
  return (manifest.rules ?? []).map((rule, i) => ({
    name: rule.name,
    at: spanOf(document.node, ['rules', i]).at,
    check: { source: rule.check, at: spanOf(document.node, ['rules', i, 'check']).at },
    message: rule.message,
    severity: rule.severity ?? 'error',
  }));
}
