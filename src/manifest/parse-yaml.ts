import type { Document, Node, Pair, ParsedNode, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Diagnostic } from '../model/diagnostic.ts';
import { resolvePlainScalar } from './resolve-scalar.ts';
import { scanTokens } from './scan-tokens.ts';
import type { TextFile } from './source-file.ts';
import { placeAt } from './source-file.ts';
import type { Span, YamlEntry, YamlMap, YamlNode, YamlScalar } from './yaml-node.ts';
import * as traps from './yaml-traps.ts';

/** One document of a file. It may be used only when it has no diagnostics; `node` is null where YAML itself fails. */
export interface ParsedDocument {
  readonly node: YamlNode | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** The documents of a file, empty ones left out. Only what every YAML tool would read the same way gets through. */
export function parseYaml(file: TextFile): readonly ParsedDocument[] {
  const refused = scanTokens(file);
  if (refused.length > 0) return [{ node: null, diagnostics: refused }];
  const documents = parseAllDocuments(file.text, {
    version: '1.2',
    schema: 'failsafe',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  if (!Array.isArray(documents)) return [];
  return documents.filter((document) => !isEmpty(document)).map((document) => readDocument(file, document));
}

function isEmpty(document: Document<ParsedNode>): boolean {
  const { contents } = document;
  const isBlank = contents === null || (isScalar(contents) && contents.type === 'PLAIN' && contents.source === '');
  return document.errors.length === 0 && isBlank;
}

function readDocument(file: TextFile, document: Document<ParsedNode>): ParsedDocument {
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0 || document.contents === null) {
    return {
      node: null,
      diagnostics: onePerLine(
        problems.map((each) => traps.syntaxError(spanOfOffsets(file, ...each.pos), each.message)),
      ),
    };
  }
  const diagnostics: Diagnostic[] = [];
  return { node: convert({ file, diagnostics }, document.contents), diagnostics };
}

/** One slip often makes several errors on its line; the first says what is wrong. */
function onePerLine(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const lines = new Set<number>();
  return diagnostics.filter(({ at }) => {
    const line = typeof at === 'string' ? 0 : at.line;
    const isFirst = !lines.has(line);
    lines.add(line);
    return isFirst;
  });
}

/** Where converted nodes come from and where their problems go. */
interface Conversion {
  readonly file: TextFile;
  readonly diagnostics: Diagnostic[];
}

function convert(to: Conversion, node: Node | null): YamlNode {
  const span = spanOfNode(to.file, node);
  if (isMap(node)) return convertMap(to, node, span);
  if (isSeq(node)) {
    return { kind: 'list', ...span, items: (node as YAMLSeq<Node | null>).items.map((item) => convert(to, item)) };
  }
  return isScalar(node) ? convertScalar(to, node, span) : { kind: 'scalar', ...span, value: null };
}

function convertScalar(to: Conversion, node: Scalar, span: Span): YamlScalar {
  const text = String(node.value);
  if (node.type !== 'PLAIN') return { kind: 'scalar', ...span, value: text };
  const plain = resolvePlainScalar(text);
  if (plain.ok) return { kind: 'scalar', ...span, value: plain.value };
  to.diagnostics.push(traps.alteredNumber(span, text, plain.becomes, plain.number));
  return { kind: 'scalar', ...span, value: text };
}

function convertMap(to: Conversion, node: YAMLMap, span: Span): YamlMap {
  const entries = new Map<string, YamlEntry>();
  if (node.items.length > traps.MAX_KEYS) {
    to.diagnostics.push(traps.tooManyKeys(span, node.items.length));
    return { kind: 'map', ...span, entries };
  }
  for (const pair of node.items as readonly Pair<Node | null, Node | null>[]) {
    const value = convert(to, pair.value);
    const key = convertKey(to, pair.key, span);
    if (key === null) continue;
    const first = entries.get(key.text);
    if (first === undefined)
      entries.set(key.text, { keyAt: key.span.at, keyLength: key.span.length, value: placeEmpty(value, key.span) });
    else to.diagnostics.push(traps.duplicateKey(key.span, key.text, { at: first.keyAt, length: first.keyLength }));
  }
  return { kind: 'map', ...span, entries };
}

/** A missing value has no place of its own: it stands where its key does. */
function placeEmpty(value: YamlNode, key: Span): YamlNode {
  return value.kind === 'scalar' && value.value === null && value.length === 0 ? { ...value, ...key } : value;
}

function convertKey(
  to: Conversion,
  node: Node | null,
  around: Span,
): { readonly text: string; readonly span: Span } | null {
  const span = node === null ? around : spanOfNode(to.file, node);
  if (!isScalar(node)) {
    to.diagnostics.push(traps.keyNotText(span, null));
    return null;
  }
  const text = String(node.value);
  const plain = node.type === 'PLAIN' ? resolvePlainScalar(text) : null;
  if (plain !== null && (!plain.ok || typeof plain.value !== 'string'))
    to.diagnostics.push(traps.keyNotText(span, text));
  else if (node.type === 'PLAIN' && text === '<<') to.diagnostics.push(traps.mergeKey(span));
  else if (traps.isReservedName(text)) to.diagnostics.push(traps.reservedName(span, text));
  else return { text, span };
  return null;
}

function spanOfNode(file: TextFile, node: Node | null): Span {
  const range = node?.range;
  return range === null || range === undefined ? spanOfOffsets(file, 0, 0) : spanOfOffsets(file, range[0], range[1]);
}

/** A span never leaves its first line, so that the carets stay under it. */
function spanOfOffsets(file: TextFile, start: number, end: number): Span {
  const at = placeAt(file, start);
  const lineEnd = (file.lineStarts[at.line] ?? file.text.length + 1) - 1;
  return { at, length: Math.max(0, Math.min(end, lineEnd) - start) };
}
