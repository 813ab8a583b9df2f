import type { AuditLeaf, AuditRecord } from '../model/audit.ts';
import type { AuditEntry, AuditField, AuditGuard } from '../model/generated/audit-log.ts';

/** A leaf of the chain as it is stored: whatever somebody may have made of it. */
type Loose = { readonly [K in keyof AuditLeaf]?: unknown };

const KINDS: readonly string[] = ['write', 'decision', 'run'];

/** A record of the chain as it is told. Reads whatever stands there, also where somebody changed it. */
export function entryOf({ seq, leaf, hash }: AuditRecord): AuditEntry {
  const fact = parseLeaf(leaf);
  return {
    seq,
    hash,
    at: textOf(fact.at) ?? '',
    kind: KINDS.includes(String(fact.kind)) ? (fact.kind as AuditEntry['kind']) : 'decision',
    action: textOf(fact.action) ?? 'unreadable',
    actor: textOf(fact.actor) ?? 'unknown',
    run: textOf(fact.run),
    plan: textOf(fact.plan),
    change: textOf(fact.change),
    digest: textOf(fact.digest),
    entity: textOf(fact.entity),
    system: textOf(fact.system),
    resource: textOf(fact.resource),
    key: textOf(fact.key),
    native_id: textOf(fact.nativeId),
    commit: textOf(fact.commit),
    fields: Array.isArray(fact.fields) ? fact.fields.flatMap(fieldOf) : [],
    guard: guardOf(fact.guard),
    outcome: textOf(fact.outcome),
    code: textOf(fact.code),
    attempts: typeof fact.attempts === 'number' ? fact.attempts : null,
    envelope: typeof fact.envelope === 'string' ? { id: fact.envelope, kept: true } : null,
    detail: valueOf(fact.detail),
  };
}

function parseLeaf(leaf: string): Loose {
  try {
    const fact: unknown = JSON.parse(leaf);
    return isObject(fact) ? fact : {};
  } catch {
    return {};
  }
}

function fieldOf(field: unknown): AuditField[] {
  if (!isObject(field)) return [];
  const { name, at, before, after, verdict, rule } = field;
  return [
    {
      name: textOf(name) ?? '',
      at: textOf(at),
      before: valueOf(before),
      after: valueOf(after),
      verdict: textOf(verdict),
      rule: textOf(rule),
    },
  ];
}

function guardOf(guard: unknown): AuditGuard | null {
  if (!isObject(guard)) return null;
  const { kind, strength, version, after } = guard;
  return { kind: textOf(kind), strength: textOf(strength), version: textOf(version), after: textOf(after) };
}

function valueOf(value: unknown): AuditEntry['detail'] {
  return (value ?? null) as AuditEntry['detail'];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
