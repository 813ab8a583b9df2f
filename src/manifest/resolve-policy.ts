import type { PolicyManifest } from '../model/generated/policy.ts';
import type { PolicyApproval, PolicyDef, PolicyGuard, PolicyLimit } from '../model/manifest.ts';
import type { ManifestDocument } from './manifest-document.ts';
import { parseDurationMs, parseRatio } from './quantity.ts';
import { spanOf } from './yaml-node.ts';

/** A policy with its short forms expanded. Names are taken as they stand: checkPolicy says which do not resolve. */
export function resolvePolicy(document: ManifestDocument): PolicyDef {
  const manifest = document.json as unknown as PolicyManifest;
  return {
    name: manifest.name,
    at: document.at,
    groups: new Map(Object.entries(manifest.groups ?? {})),
    limits: (manifest.limits ?? []).map((limit, i): PolicyLimit => ({
      at: spanOf(document.node, ['limits', i]).at,
      entity: limit.entity ?? null,
      system: limit.system ?? null,
      action: limit.action ?? null,
      max: limit.max ?? null,
      ratio: limit.ratio === undefined ? null : parseRatio(limit.ratio),
      from: limit.from ?? null,
    })),
    guards: (manifest.guards ?? []).map((guard, i): PolicyGuard => ({
      at: spanOf(document.node, ['guards', i]).at,
      entity: guard.entity,
      field: guard.field,
      factor: guard.factor ?? null,
      minimum: guard.minimum === undefined ? null : String(guard.minimum),
      maximum: guard.maximum === undefined ? null : String(guard.maximum),
      transitions:
        guard.transitions === undefined
          ? null
          : new Map(Object.entries(guard.transitions).map(([from, to]) => [from, [to].flat()])),
      ...(guard.first_seen === undefined ? {} : { firstSeen: guard.first_seen }),
      holdFor: guard.hold_for,
    })),
    approvals: (manifest.approvals ?? []).map((approval, i): PolicyApproval => ({
      at: spanOf(document.node, ['approvals', i]).at,
      term: approval.term ?? null,
      entity: approval.entity ?? null,
      field: approval.field ?? null,
      action: approval.action ?? null,
      from: approval.from,
      count: approval.count ?? 1,
      isFourEyes: approval.four_eyes ?? true,
      expiresMs: approval.expires === undefined ? null : parseDurationMs(approval.expires),
    })),
    windows: (manifest.windows ?? []).map((window, i) => ({
      at: spanOf(document.node, ['windows', i]).at,
      system: window.system,
      allow: window.allow,
    })),
    sources: (manifest.sources ?? []).map((source, i) => ({
      at: spanOf(document.node, ['sources', i]).at,
      entity: source.entity,
      system: source.system,
      minimumRatio: parseRatio(source.minimum),
    })),
  };
}
