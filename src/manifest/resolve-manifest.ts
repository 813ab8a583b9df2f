import type { Diagnostic } from '../model/diagnostic.ts';
import { formatPlace } from '../model/diagnostic.ts';
import type { EntityDef, Manifest, ProjectConfig, SystemDef, Term } from '../model/manifest.ts';
import { compareText } from '../value/compare-text.ts';
import { checkAccess } from './check-binding.ts';
import type { Check, Declared } from './check-context.ts';
import { checkEntity } from './check-entity.ts';
import { checkGroups } from './check-groups.ts';
import { checkPolicy } from './check-policy.ts';
import { checkRoute } from './check-route.ts';
import type { Kind } from './check-shape.ts';
import { checkTest } from './check-test.ts';
import type { ManifestDocument, ReadDocuments } from './manifest-document.ts';
import { resolveDictionary } from './resolve-dictionary.ts';
import { resolveEntity } from './resolve-entity.ts';
import { resolvePolicy } from './resolve-policy.ts';
import { resolveRoute } from './resolve-route.ts';
import { resolveSystem } from './resolve-system.ts';
import { resolveTest } from './resolve-test.ts';
import { digestDocuments } from './tree-digest.ts';
import { keySpanOf } from './yaml-node.ts';

/** Expands the documents into a manifest and checks its meaning. The manifest may be used only when nothing is an error. */
export function resolveManifest(
  read: ReadDocuments,
  project: ProjectConfig,
): { manifest: Manifest; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const documents = [...read.documents].sort((a, b) => compareText(a.name, b.name));
  const of = (kind: Kind): readonly ManifestDocument[] => documents.filter((document) => document.kind === kind);
  const systems = resolveSystems(of('system'), diagnostics);
  const terms = resolveTerms(of('dictionary'), diagnostics);
  const entities = new Map<string, EntityDef>(of('entity').map((each) => [each.name, resolveEntity(each, terms)]));
  const declared: Declared = { systems, terms, entities, ...describeBroken(read) };
  const toCheck = (document: ManifestDocument): Check => ({ document, declared, diagnostics });
  for (const document of of('system')) checkAccess(toCheck(document));
  for (const document of of('entity')) {
    const entity = entities.get(document.name);
    if (entity !== undefined) checkEntity(toCheck(document), entity);
  }
  const asking = of('policy').map((document) => {
    const policy = resolvePolicy(document);
    checkPolicy(toCheck(document), policy);
    return { check: toCheck(document), policy };
  });
  checkGroups({ policies: asking, terms, entities, diagnostics });
  const policies = asking.map(({ policy }) => policy);
  const routes = of('route').map((document) => {
    const route = resolveRoute(document);
    checkRoute(toCheck(document), route);
    return route;
  });
  const tests = of('test').map((document) => {
    const test = resolveTest(document);
    checkTest(toCheck(document), test);
    return test;
  });
  return {
    manifest: { project, treeDigest: digestDocuments(documents), systems, terms, entities, policies, routes, tests },
    diagnostics,
  };
}

function resolveSystems(
  documents: readonly ManifestDocument[],
  diagnostics: Diagnostic[],
): ReadonlyMap<string, SystemDef> {
  const systems = new Map<string, SystemDef>();
  for (const document of documents) {
    const resolved = resolveSystem(document);
    systems.set(document.name, resolved.system);
    diagnostics.push(...resolved.diagnostics);
  }
  return systems;
}

function resolveTerms(documents: readonly ManifestDocument[], diagnostics: Diagnostic[]): ReadonlyMap<string, Term> {
  const terms = new Map<string, Term>();
  for (const document of documents) {
    for (const term of resolveDictionary(document)) {
      const first = terms.get(term.name);
      if (first === undefined) terms.set(term.name, term);
      else {
        diagnostics.push({
          ...keySpanOf(document.node, ['terms', term.name]),
          code: 'DUPLICATE_NAME',
          severity: 'error',
          summary: 'This name is taken.',
          detail: `A term "${term.name}" is declared at ${formatPlace(first.at)} already. A term has one meaning in all dictionaries: rename one, or remove it.`,
        });
      }
    }
  }
  return terms;
}

function describeBroken(read: ReadDocuments): Pick<Declared, 'broken' | 'isPartial' | 'isDictionaryPartial'> {
  const namesOf = (kind: string): ReadonlySet<string> =>
    new Set(read.broken.filter((each) => each.kind === kind).map((each) => each.name));
  const isDictionaryPartial = read.broken.some((each) => each.kind === 'dictionary');
  return {
    broken: { system: namesOf('system'), entity: namesOf('entity') },
    isPartial: read.isPartial,
    isDictionaryPartial,
  };
}
