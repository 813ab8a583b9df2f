import type { Diagnostic, Place } from '../model/diagnostic.ts';
import type { Json } from '../model/value.ts';
import type { Kind } from './check-shape.ts';
import { checkShape, KINDS } from './check-shape.ts';
import { explainShape } from './explain-shape.ts';
import type { ParsedDocument } from './parse-yaml.ts';
import { closestWord, didYouMean, listWords } from './suggest.ts';
import type { YamlMap, YamlNode } from './yaml-node.ts';
import { keySpanOf, nodeAt, spanOf, toJson } from './yaml-node.ts';
import { isReservedName, reservedName } from './yaml-traps.ts';

/** A document whose shape is that of its kind. */
export interface ManifestDocument {
  readonly kind: Kind;
  readonly name: string;
  readonly at: Place;
  readonly node: YamlMap;
  readonly json: Json;
}

/** Documents that were read, and what is known of those that were not. */
export interface ReadDocuments {
  readonly documents: readonly ManifestDocument[];
  /** Kind and name of documents with errors. */
  readonly broken: readonly { readonly kind: string; readonly name: string }[];
  /** True when some text could not be read far enough to know what it declares. */
  readonly isPartial: boolean;
}

/** What became of one parsed document. A broken one may still say which name it would have declared. */
export interface ShapedDocument {
  readonly document: ManifestDocument | null;
  readonly declares: { readonly kind: string; readonly name: string } | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks one document against the schema of its kind. */
export function shapeDocument(parsed: ParsedDocument): ShapedDocument {
  const { node, diagnostics } = parsed;
  if (node === null) return { document: null, declares: null, diagnostics };
  if (node.kind !== 'map') return { document: null, declares: null, diagnostics: [...diagnostics, notAMap(node)] };
  const [kind, name] = [textAt(node, 'kind'), textAt(node, 'name')];
  const declares = kind === null || name === null ? null : { kind, name };
  if (diagnostics.length > 0) return { document: null, declares, diagnostics };
  if (!isKind(kind)) return { document: null, declares, diagnostics: [refuseKind(node)] };
  const json = toJson(node);
  const problems = [...explainShape(node, checkShape(kind, json))];
  if (name !== null && isReservedName(name)) problems.push(reservedName(spanOf(node, ['name']), name));
  const isSound = problems.length === 0 && name !== null;
  return { document: isSound ? { kind, name, at: node.at, node, json } : null, declares, diagnostics: problems };
}

function textAt(node: YamlMap, key: string): string | null {
  const found = nodeAt(node, [key]);
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value : null;
}

/** True for the name of a kind. */
export function isKind(kind: string | null): kind is Kind {
  return kind !== null && (KINDS as readonly string[]).includes(kind);
}

function refuseKind(node: YamlMap): Diagnostic {
  return nodeAt(node, ['kind']) === undefined ? missingKind(node) : unknownKind(node);
}

function missingKind(node: YamlMap): Diagnostic {
  const misspelled = [...node.entries.keys()].find((key) => closestWord(key, ['kind']) !== null);
  const known = `Every document says what it is: ${listWords(KINDS)}.`;
  if (misspelled === undefined) {
    return {
      code: 'MANIFEST_NO_KIND',
      severity: 'error',
      summary: 'This document has no kind.',
      detail: `${known} Begin it with "kind: entity", for example.`,
      at: node.at,
    };
  }
  return {
    ...keySpanOf(node, [misspelled]),
    code: 'MANIFEST_NO_KIND',
    severity: 'error',
    summary: 'This document has no kind.',
    detail: `${known}${didYouMean(misspelled, ['kind'])}`,
  };
}

function unknownKind(node: YamlMap): Diagnostic {
  return {
    ...spanOf(node, ['kind']),
    code: 'MANIFEST_UNKNOWN_KIND',
    severity: 'error',
    summary: 'This kind of document is not known.',
    detail: `The kinds are ${listWords(KINDS)}.${didYouMean(textAt(node, 'kind') ?? '', KINDS)}`,
  };
}

function notAMap(node: YamlNode): Diagnostic {
  return {
    at: node.at,
    code: 'MANIFEST_NOT_A_MAP',
    severity: 'error',
    summary: 'A manifest document must be a map.',
    detail:
      'It begins with "kind" and "name". Several documents in one file are separated by a line with three dashes.',
  };
}
