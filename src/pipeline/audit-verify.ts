import { readFile } from 'node:fs/promises';
import { AuditVerifier, keyText } from '../audit/verify.ts';
import { ConcordatError } from '../model/error.ts';
import type { AuditVerdict } from '../model/generated/audit-verify.ts';
import { AuditRef } from './audit-git.ts';
import { headsOf } from './audit-log.ts';
import type { AuditProject } from './audit-project.ts';

/** Where anchors are kept in git unless somebody says otherwise. */
export const AUDIT_REF = 'refs/concordat/audit';

/** What a chain is checked against besides its own heads. */
export interface VerifyOptions {
  /** Anchor files. */
  readonly files: readonly string[];
  /** The ref of anchors; null: the usual one, when it is there. */
  readonly ref: string | null;
  /** Keys that may sign besides the project's own: base64, PEM, or files with them. */
  readonly keys: readonly string[];
}

/** Checks the audit chain of the state. Writes nothing; reads no system. */
export async function verifyChain(project: AuditProject, options: VerifyOptions): Promise<AuditVerdict> {
  const anchors = [
    ...(await Promise.all(options.files.map(readAnchors))).flat(),
    ...(await refAnchors(project, options.ref)),
  ];
  return checkChain(project, anchors, await Promise.all(options.keys.map(readKey)));
}

/** Checks the chain against given anchors. */
export async function checkChain(
  project: AuditProject,
  anchors: readonly unknown[],
  keys: readonly string[],
): Promise<AuditVerdict> {
  const state = await project.state.reader();
  try {
    const lineage = (await state.lineage())?.id ?? '';
    const trusted = [project.signer().publicKey, ...keys];
    const verifier = new AuditVerifier({ lineage, heads: await headsOf(state), anchors, trusted });
    for await (const record of state.audit()) verifier.add(record);
    return verifier.verdict();
  } finally {
    await state.close();
  }
}

/** Anchors of a file, one a line; a line that is no JSON stays as text, and is told as no head. Throws ANCHOR_UNREADABLE, exit 1. */
export async function readAnchors(path: string): Promise<readonly unknown[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const advice = 'Give the file that concordat audit anchor --file wrote.';
    throw new ConcordatError('ANCHOR_UNREADABLE', 'The anchors cannot be read.', { at: path, advice, cause });
  });
  return parseAnchors(text);
}

/** Anchors of a file's text. */
export function parseAnchors(text: string): readonly unknown[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => {
    try {
      return JSON.parse(line) as unknown;
    } catch {
      return line;
    }
  });
}

/** The public keys in the words of the command line. Throws SIGNING_KEY_INVALID, exit 1. */
export async function readKey(given: string): Promise<string> {
  const text = keyText(given) === null ? await readFile(given, 'utf8').catch(() => '') : given;
  if (keyText(text.trim()) !== null) return text.trim();
  throw new ConcordatError('SIGNING_KEY_INVALID', 'A public key is not an Ed25519 key.', {
    at: '--public-key',
    advice: 'Give base64, PEM, or a file that holds it.',
  });
}

async function refAnchors({ config }: AuditProject, ref: string | null): Promise<readonly unknown[]> {
  const anchors = new AuditRef(config.root, ref ?? AUDIT_REF);
  try {
    const tip = await anchors.tip();
    if (tip !== null) return await anchors.heads(tip);
  } catch (error) {
    if (ref !== null || !(error instanceof ConcordatError)) throw error;
    return [];
  }
  if (ref === null) return [];
  throw new ConcordatError('ANCHOR_UNREADABLE', 'There is no such ref.', {
    at: ref,
    advice: `Make one with concordat audit anchor --ref ${ref}, or fetch it.`,
  });
}
