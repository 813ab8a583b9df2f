import type { Diagnostic } from '../model/diagnostic.ts';
import { formatPlace } from '../model/diagnostic.ts';
import type { Manifest, ProjectConfig } from '../model/manifest.ts';
import { compareText } from '../value/compare-text.ts';
import { decodeText, isTextFile } from './decode-text.ts';
import type { ManifestDocument, ReadDocuments, ShapedDocument } from './manifest-document.ts';
import { isKind, shapeDocument } from './manifest-document.ts';
import { parseYaml } from './parse-yaml.ts';
import { resolveManifest } from './resolve-manifest.ts';
import type { SourceFile, TextFile } from './source-file.ts';
import { finishDiagnostics } from './source-file.ts';
import { spanOf } from './yaml-node.ts';

/** What became of a project's manifests: null when there is any error. Diagnostics are sorted by file, line and column. */
export interface ManifestResult {
  readonly manifest: Manifest | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Manifest files → Manifest, without touching a disk: safety, YAML, shape and meaning, all problems collected. */
export function parseManifests(files: readonly SourceFile[], config: ProjectConfig): ManifestResult {
  const texts = new Map<string, TextFile>();
  const diagnostics: Diagnostic[] = [];
  const read = readDocuments(
    [...files].sort((a, b) => compareText(a.path, b.path)),
    texts,
    diagnostics,
  );
  const resolved = resolveManifest(read, config);
  diagnostics.push(...resolved.diagnostics);
  const hasError = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  return { manifest: hasError ? null : resolved.manifest, diagnostics: finishDiagnostics(diagnostics, texts) };
}

function readDocuments(
  files: readonly SourceFile[],
  texts: Map<string, TextFile>,
  diagnostics: Diagnostic[],
): ReadDocuments {
  const shaped: ShapedDocument[] = [];
  let isPartial = false;
  for (const source of files) {
    const text = decodeText(source);
    if (isTextFile(text)) {
      texts.set(text.path, text);
      shaped.push(...parseYaml(text).map(shapeDocument));
    } else {
      isPartial = true;
      diagnostics.push(text);
    }
  }
  for (const each of shaped) diagnostics.push(...each.diagnostics);
  const sound = shaped.flatMap((each) => each.document ?? []);
  const broken = shaped.filter((each) => each.document === null);
  isPartial ||= broken.some((each) => !isKind(each.declares?.kind ?? null));
  return { documents: keepFirst(sound, diagnostics), broken: broken.flatMap((each) => each.declares ?? []), isPartial };
}

/** Names are unique within a kind; the second document of a name is told and left out. */
function keepFirst(documents: readonly ManifestDocument[], diagnostics: Diagnostic[]): readonly ManifestDocument[] {
  const seen = new Map<string, ManifestDocument>();
  for (const document of documents) {
    const id = `${document.kind}:${document.name}`;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, document);
    else diagnostics.push(duplicateName(document, first));
  }
  return [...seen.values()];
}

function duplicateName(document: ManifestDocument, first: ManifestDocument): Diagnostic {
  return {
    ...spanOf(document.node, ['name']),
    code: 'DUPLICATE_NAME',
    severity: 'error',
    summary: 'This name is taken.',
    detail: `The ${document.kind} "${document.name}" is declared at ${formatPlace(first.at)} already. Rename one, or remove it.`,
  };
}
