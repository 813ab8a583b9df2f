import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { ConcordatError } from '../model/error.ts';
import type { ConfigManifest, StateEncryption } from '../model/generated/config.ts';
import type { ProjectConfig, StateKeySource } from '../model/manifest.ts';
import type { World } from '../model/world.ts';
import { checkShape } from './check-shape.ts';
import { decodeText, isTextFile } from './decode-text.ts';
import { explainShape } from './explain-shape.ts';
import { findConfig } from './find-config.ts';
import { parseYaml } from './parse-yaml.ts';
import { finishDiagnostics } from './source-file.ts';
import type { SourceFile, TextFile } from './source-file.ts';
import type { YamlMap } from './yaml-node.ts';
import { spanOf, toJson } from './yaml-node.ts';

/**
 * The project at or above `dir`. Throws PROJECT_NOT_FOUND (exit 1) when there is none, PROJECT_INVALID (exit 65, with diagnostics)
 * when its file is not right. `CONCORDAT_STATE` overrides `state`.
 */
export async function loadConfig(dir: string, world: World): Promise<ProjectConfig> {
  const path = (await isFolder(dir)) ? await findConfig(dir) : null;
  if (path === null) {
    throw new ConcordatError('PROJECT_NOT_FOUND', 'There is no concordat.yaml here or in any folder above.', {
      at: dir,
      advice: 'concordat init writes a small project; -C DIR runs in another folder.',
    });
  }
  const result = parseConfig({ path: basename(path), content: await readFile(path) }, dirname(path), world);
  if (result.config !== null) return result.config;
  throw new ConcordatError('PROJECT_INVALID', 'The project file is not valid.', {
    at: basename(path),
    exit: 65,
    advice: 'Correct what is shown and run the command again.',
    diagnostics: result.diagnostics,
  });
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
      return false;
    throw new ConcordatError('PROJECT_UNREADABLE', 'This folder cannot be read.', { at: path, cause });
  }
}

/** The text of a project file → ProjectConfig, without touching a disk; null with the diagnostics when it is not right. */
export function parseConfig(
  source: SourceFile,
  root: string,
  world: World,
): { readonly config: ProjectConfig | null; readonly diagnostics: readonly Diagnostic[] } {
  const file = decodeText(source);
  if (!isTextFile(file)) return { config: null, diagnostics: [file] };
  const read = readMap(file);
  const manifest = read.node === null ? null : (toJson(read.node) as unknown as ConfigManifest);
  const diagnostics = [...read.diagnostics];
  if (read.node === null || manifest === null || diagnostics.length > 0) return refuse(diagnostics, file);
  const manifests = (manifest.manifests ?? 'sync.d').replace(/\/+$/, '');
  if (leavesProject(manifests)) diagnostics.push(folderOutside(read.node));
  const override = world.env('CONCORDAT_STATE');
  const { at, encryption } = typeof manifest.state === 'object' ? manifest.state : { at: manifest.state };
  const state =
    override === undefined || override === '' ? fillIn(at ?? '.concordat/state.db', read.node, world) : override;
  if (typeof state !== 'string') diagnostics.push(state);
  const stateKey = encryption === undefined ? null : keySource(encryption);
  if (stateKey === 'unclear') diagnostics.push(keyUnclear(read.node));
  if (typeof state !== 'string' || stateKey === 'unclear' || diagnostics.length > 0) return refuse(diagnostics, file);
  const config = { name: manifest.name, root, manifests, state, ...(stateKey === null ? {} : { stateKey }) };
  return { config, diagnostics };
}

/** Where the key of the state is; "unclear" when the manifest names two places or none. */
function keySource(encryption: StateEncryption): StateKeySource | 'unclear' {
  const { key, command } = typeof encryption === 'string' ? { key: encryption } : encryption;
  if ((key === undefined) === (command === undefined)) return 'unclear';
  if (command !== undefined) return { kind: 'command', command };
  const [, kind, name = ''] = /^\$\{(env|file):(.*)\}$/.exec(key ?? '') ?? [];
  return kind === 'env' ? { kind, name } : { kind: 'file', path: name };
}

function refuse(
  diagnostics: readonly Diagnostic[],
  file: TextFile,
): { config: null; diagnostics: readonly Diagnostic[] } {
  return { config: null, diagnostics: finishDiagnostics(diagnostics, new Map([[file.path, file]])) };
}

function readMap(file: TextFile): { readonly node: YamlMap | null; readonly diagnostics: readonly Diagnostic[] } {
  const documents = parseYaml(file);
  const diagnostics = documents.flatMap((document) => document.diagnostics);
  const [node] = documents.map((document) => document.node);
  if (diagnostics.length > 0) return { node: null, diagnostics };
  if (documents.length !== 1 || node?.kind !== 'map') return { node: null, diagnostics: [notOneMap(file)] };
  return { node, diagnostics: explainShape(node, checkShape('config', toJson(node))) };
}

function leavesProject(folder: string): boolean {
  return folder.startsWith('/') || /^[A-Za-z]:|\\/.test(folder) || folder.split('/').includes('..');
}

/** Replaces `${env:NAME}`; an unset one is a diagnostic. */
function fillIn(state: string, node: YamlMap, world: World): string | Diagnostic {
  const missing: string[] = [];
  const filled = state.replace(/\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) => {
    const value = world.env(name);
    if (value === undefined) missing.push(name);
    return value ?? '';
  });
  if (missing.length === 0) return filled;
  return {
    ...spanOf(node, ['state']),
    code: 'ENV_UNSET',
    severity: 'error',
    summary: 'An environment variable is not set.',
    detail: `"state" refers to ${missing.join(', ')}, which this process does not have. Set it, or set CONCORDAT_STATE, which overrides "state".`,
  };
}

function keyUnclear(node: YamlMap): Diagnostic {
  return {
    ...spanOf(node, ['state', 'encryption']),
    code: 'STATE_KEY_UNCLEAR',
    severity: 'error',
    summary: 'An encrypted state needs one place of its key.',
    detail: 'Say where the key is, once: with "key", or with "command".',
  };
}

function folderOutside(node: YamlMap): Diagnostic {
  return {
    ...spanOf(node, ['manifests']),
    code: 'MANIFEST_OUTSIDE',
    severity: 'error',
    summary: 'Manifests must lie inside the project.',
    detail:
      'What is outside is not part of what was reviewed. Name a folder below this file, with / between its parts.',
  };
}

function notOneMap(file: TextFile): Diagnostic {
  return {
    code: 'MANIFEST_NOT_A_MAP',
    severity: 'error',
    summary: 'A project file holds one map.',
    detail: 'It needs at least "version: 1" and "name: <name of the project>".',
    at: { file: file.path, line: 1, column: 1 },
  };
}
