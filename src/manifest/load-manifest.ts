import type { ProjectConfig } from '../model/manifest.ts';
import { listFiles } from './list-files.ts';
import type { ManifestResult } from './parse-manifests.ts';
import { parseManifests } from './parse-manifests.ts';
import { finishDiagnostics } from './source-file.ts';

/** Reads and checks all manifests of a project. `manifest` is null when there is any error. Reads files and nothing else. */
export async function loadManifest(config: ProjectConfig): Promise<ManifestResult> {
  const listed = await listFiles(config);
  const result = parseManifests(listed.files, config);
  if (listed.diagnostics.length === 0) return result;
  return { manifest: null, diagnostics: finishDiagnostics([...listed.diagnostics, ...result.diagnostics], new Map()) };
}
