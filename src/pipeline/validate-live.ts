import { loadConfig } from '../manifest/load-config.ts';
import { loadManifest } from '../manifest/load-manifest.ts';
import type { Connector, ResourceSchema } from '../model/connector.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { ConcordatError } from '../model/error.ts';
import type { Binding, Manifest } from '../model/manifest.ts';
import type { World } from '../model/world.ts';
import { check } from '../transform/check.ts';
import { analyseExpression } from '../transform/analyse.ts';
import { createEvaluator } from '../transform/evaluator.ts';
import { openByName } from './open-run.ts';

/** All diagnostics of a project: shape, names and meaning, and with `isLive` that resources, fields and rights exist. Throws only when there is no project. */
export async function validateProject(
  dir: string,
  world: World,
  options: { readonly isLive: boolean; readonly signal: AbortSignal },
): Promise<readonly Diagnostic[]> {
  const config = await loadConfig(dir, world);
  const { manifest, diagnostics } = await loadManifest(config);
  if (manifest === null) return diagnostics;
  const evaluator = createEvaluator();
  const checked = [...diagnostics, ...(await check(manifest, evaluator).finally(() => evaluator.close()))];
  if (!options.isLive || checked.some(({ severity }) => severity === 'error')) return checked;
  return [...checked, ...(await validateLive(manifest, openByName(manifest, config.root, world), options.signal))];
}

/** Throws SYSTEM_UNREACHED (exit 75), with all diagnostics, when nothing worse was found than a system that cannot be reached now. */
async function validateLive(
  manifest: Manifest,
  open: (system: string) => Promise<Connector>,
  signal: AbortSignal,
): Promise<Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  const unreached: Diagnostic[] = [];
  for (const system of manifest.systems.values()) {
    let connector: Connector | null = null;
    try {
      connector = await open(system.name);
      diagnostics.push(...(await connector.check(signal)));
      const resources = await connector.describe(signal);
      for (const entity of manifest.entities.values()) {
        const binding = entity.bindings.get(system.name);
        if (binding !== undefined) diagnostics.push(...checkBinding(binding, resources));
      }
    } catch (error) {
      if (!(error instanceof ConcordatError)) throw error;
      const told = {
        code: error.code,
        severity: 'error',
        summary: 'The system could not be checked.',
        detail: [error.message, error.advice].filter(Boolean).join(' '),
        at: system.at,
      } as const;
      diagnostics.push(told);
      if (error.isRetryable) unreached.push(told);
    } finally {
      await connector?.close();
    }
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (unreached.length > 0 && errors.length === unreached.length) {
    throw new ConcordatError('SYSTEM_UNREACHED', 'Not every system could be checked; try again later.', {
      isRetryable: true,
      diagnostics,
    });
  }
  return diagnostics;
}

/** `public.accounts` and `accounts` name the same table where one of them leaves the schema out. */
function isSameResource(a: string, b: string): boolean {
  const last = (name: string) => name.slice(name.lastIndexOf('.') + 1);
  return a === b || ((!a.includes('.') || !b.includes('.')) && last(a) === last(b));
}

function checkBinding(binding: Binding, resources: readonly ResourceSchema[]): Diagnostic[] {
  const resource = resources.find(({ name }) => isSameResource(name, binding.resource));
  if (resource === undefined) {
    const known = resources
      .map(({ name }) => name)
      .slice(0, 20)
      .join(', ');
    return [
      {
        code: 'LIVE_UNKNOWN_RESOURCE',
        severity: 'error',
        summary: 'The system has no such resource.',
        detail: `${binding.system} does not show ${binding.resource}. Known: ${known}.`,
        at: binding.at,
      },
    ];
  }
  const names = new Set(resource.fields.map((field) => field.name));
  const missing = (name: string, at: Diagnostic['at']): Diagnostic[] =>
    names.has(name)
      ? []
      : [
          {
            code: 'LIVE_UNKNOWN_FIELD',
            severity: 'error',
            summary: 'The resource has no such field.',
            detail: `${binding.resource} of ${binding.system} has no field ${name}. Known: ${[...names].slice(0, 30).join(', ')}.`,
            at,
          },
        ];
  const reads = [...binding.read.values()].flatMap((expression) => {
    const analysis = analyseExpression(expression.source);
    return analysis.ok ? analysis.reads.flatMap((name) => missing(name, expression.at)) : [];
  });
  return [
    ...binding.id.flatMap((name) => (name === 'rowid' ? [] : missing(name, binding.at))),
    ...[...binding.fields.values()].flatMap((field) => missing(field.at, field.place)),
    ...[...binding.write].flatMap(([name, expression]) => missing(name, expression.at)),
    ...reads,
  ];
}
