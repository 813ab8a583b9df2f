import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Manifest, ProjectConfig } from '../../src/model/manifest.ts';
import { parseManifests } from '../../src/manifest/parse-manifests.ts';
import type { ManifestResult } from '../../src/manifest/parse-manifests.ts';

/** A project that lies nowhere. */
export const PROJECT: ProjectConfig = {
  name: 'trading',
  root: '/project',
  manifests: 'sync.d',
  state: '.concordat/state.db',
};

/** Parses manifests given as path → text. */
export function loadTexts(texts: Readonly<Record<string, string | Uint8Array>>): ManifestResult {
  return parseManifests(
    Object.entries(texts).map(([path, content]) => ({ path: `sync.d/${path}`, content })),
    PROJECT,
  );
}

/** The manifest of texts that have no errors. */
export function manifestOf(texts: Readonly<Record<string, string>>): Manifest {
  const { manifest, diagnostics } = loadTexts(texts);
  if (manifest === null) throw new Error(diagnostics.map(toLine).join('\n'));
  return manifest;
}

/** `line:column CODE`, with the file before it when there are several. */
export function toLine(diagnostic: Diagnostic): string {
  const at = typeof diagnostic.at === 'string' ? diagnostic.at : `${diagnostic.at.line}:${diagnostic.at.column}`;
  return `${at} ${diagnostic.code}`;
}
