import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ProjectConfig } from '../model/manifest.ts';
import { compareText } from '../value/compare-text.ts';
import { MAX_FILE_BYTES } from './decode-text.ts';
import { CONFIG_FILES } from './find-config.ts';
import type { SourceFile } from './source-file.ts';

/** Manifest files of a project with what stood in the way of others. */
export interface ListedFiles {
  readonly files: readonly SourceFile[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Walk {
  readonly root: string;
  /** Real path of the project; what leads out of it is refused. */
  readonly realRoot: string;
  /** Real paths of folders already walked, so that links cannot lead in circles. */
  readonly walked: Set<string>;
  readonly files: SourceFile[];
  readonly diagnostics: Diagnostic[];
}

/**
 * Reads all `*.yaml`, `*.yml` and `*.json` files below the manifests' folder, sorted by path. Hidden files and `node_modules` are
 * left out; links that leave the project are refused.
 */
export async function listFiles(config: ProjectConfig): Promise<ListedFiles> {
  const walk: Walk = {
    root: config.root,
    realRoot: await realpath(config.root),
    walked: new Set(),
    files: [],
    diagnostics: [],
  };
  const folder = join(config.root, config.manifests);
  const stats = await stat(folder).catch(ignoreMissing);
  if (stats?.isDirectory() === true) await visit(walk, folder);
  else walk.diagnostics.push(noFolder(config));
  walk.files.sort((a, b) => compareText(a.path, b.path));
  return walk;
}

async function visit(walk: Walk, path: string): Promise<void> {
  const real = await realpath(path);
  if (real !== walk.realRoot && !real.startsWith(walk.realRoot + sep)) {
    walk.diagnostics.push(leadsOut(toName(walk, path)));
    return;
  }
  const stats = await stat(real);
  if (!stats.isDirectory()) return readOne(walk, path, stats);
  if (walk.walked.has(real)) return;
  walk.walked.add(real);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (isWanted(walk, path, entry))
      await visit(walk, join(path, entry.name)).catch(tellUnreadable(walk, join(path, entry.name)));
  }
}

function isWanted(walk: Walk, folder: string, entry: Dirent): boolean {
  if (entry.name.startsWith('.') || entry.name === 'node_modules') return false;
  if (entry.isDirectory()) return true;
  const isConfig = folder === walk.root && (CONFIG_FILES as readonly string[]).includes(entry.name);
  return (
    !isConfig && (/\.(?:ya?ml|json)$/i.test(entry.name) || (entry.isSymbolicLink() && !/\.[^.]+$/.test(entry.name)))
  );
}

async function readOne(walk: Walk, path: string, stats: { readonly size: number; isFile(): boolean }): Promise<void> {
  if (!/\.(?:ya?ml|json)$/i.test(path)) return;
  const name = toName(walk, path);
  if (!stats.isFile()) walk.diagnostics.push(unreadable(name, 'it is neither a file nor a folder'));
  else if (stats.size > MAX_FILE_BYTES) walk.files.push({ path: name, content: '', sizeBytes: stats.size });
  else walk.files.push({ path: name, content: await readFile(path) });
}

function toName(walk: Walk, path: string): string {
  return relative(walk.root, path).split(sep).join('/');
}

function tellUnreadable(walk: Walk, path: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error && 'code' in error)) throw error;
    walk.diagnostics.push(unreadable(toName(walk, path), `the operating system says ${String(error.code)}`));
  };
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
    return undefined;
  throw error;
}

function noFolder(config: ProjectConfig): Diagnostic {
  return {
    code: 'MANIFEST_NO_FOLDER',
    severity: 'error',
    summary: 'The folder of the manifests does not exist.',
    detail: `There is no folder "${config.manifests}" in the project. Create it, or name another with "manifests" in the project file.`,
    at: config.manifests,
  };
}

function leadsOut(file: string): Diagnostic {
  return {
    code: 'MANIFEST_OUTSIDE',
    severity: 'error',
    summary: 'Manifests must lie inside the project.',
    detail:
      'This link leads out of the project, where what it holds can change without a review. Copy the file instead.',
    at: { file, line: 1, column: 1 },
  };
}

function unreadable(file: string, why: string): Diagnostic {
  return {
    code: 'MANIFEST_UNREADABLE',
    severity: 'error',
    summary: 'This manifest cannot be read.',
    detail: `It lies in the manifests' folder, but ${why}. Correct its rights, or move it elsewhere.`,
    at: { file, line: 1, column: 1 },
  };
}
