import { readFile } from 'node:fs/promises';
import { signHead } from '../audit/heads.ts';
import { ConcordatError } from '../model/error.ts';
import type { AuditAnchor, AuditHead } from '../model/generated/audit-anchor.ts';
import type { AuditVerdict } from '../model/generated/audit-verify.ts';
import { AuditRef } from './audit-git.ts';
import type { AuditProject } from './audit-project.ts';
import { checkChain, parseAnchors, readKey } from './audit-verify.ts';

/** Where an anchor goes. */
export interface AnchorOptions {
  /** A file that grows by a line. */
  readonly file: string | null;
  /** A git ref that grows by a commit. */
  readonly ref: string | null;
  /** A remote that takes the ref, too. */
  readonly remote: string | null;
  /** Keys that signed earlier anchors, besides the project's own. */
  readonly keys: readonly string[];
}

/**
 * Signs the end of the chain and puts it elsewhere. Throws AUDIT_UNSOUND when the chain does not verify, also against the anchors that are
 * there; AUDIT_EMPTY when there is nothing to anchor; ANCHOR_MOVED, exit 75, when somebody else anchored at the same time.
 */
export async function anchorChain(project: AuditProject, options: AnchorOptions): Promise<AuditAnchor> {
  const keys = await Promise.all(options.keys.map(readKey));
  let anchor: AuditAnchor | null = null;
  if (options.file !== null) anchor = await anchorInFile(project, options.file, keys);
  if (options.ref !== null) {
    const inRef = await anchorInRef(project, new AuditRef(project.config.root, options.ref), options.remote, keys);
    anchor = anchor === null ? inRef : { ...inRef, file: anchor.file, is_new: inRef.is_new || anchor.is_new };
  }
  if (anchor !== null) return anchor;
  throw new ConcordatError('USAGE', 'Say where the anchor goes.', {
    exit: 64,
    advice: 'With --file FILE, --ref REF or both.',
  });
}

async function anchorInFile(project: AuditProject, path: string, keys: readonly string[]): Promise<AuditAnchor> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    throw new ConcordatError('ANCHOR_UNREADABLE', 'The anchors cannot be read.', { at: path, cause });
  });
  const anchors = parseAnchors(text);
  const head = await nextHead(project, anchors, keys);
  const at = { file: path, ref: null, commit: null, pushed: null };
  const last = anchors.at(-1);
  if (isSame(last, head)) return { head: last, ...at, is_new: false };
  const separator = text === '' || text.endsWith('\n') ? '' : '\n';
  await project.world.appendFile(path, `${separator}${JSON.stringify(head)}\n`).catch((cause: unknown) => {
    throw new ConcordatError('FILE_WRITE_FAILED', 'The anchor could not be written.', { at: path, cause });
  });
  return { head, ...at, is_new: true };
}

async function anchorInRef(
  project: AuditProject,
  anchors: AuditRef,
  remote: string | null,
  keys: readonly string[],
): Promise<AuditAnchor> {
  const own = await anchors.tip();
  const theirs = remote === null ? null : await anchors.fetch(remote);
  const base = await newest(anchors, own, theirs);
  const known = base === null ? [] : await anchors.heads(base);
  if (known.some((head) => head === null)) {
    throw new ConcordatError('ANCHOR_REF_OTHER', 'The ref holds commits that are no anchors.', {
      at: anchors.ref,
      advice: 'Use a ref of its own, such as refs/concordat/audit.',
    });
  }
  const signed = await nextHead(project, known, keys);
  const last = known.at(-1);
  const isNew = !isSame(last, signed);
  const head = isSame(last, signed) ? last : signed;
  const commit = isNew || base === null ? await anchors.commit(head, head.seq, base) : base;
  if (remote !== null && commit !== theirs) await anchors.push(remote, commit, theirs);
  if (commit !== own) await anchors.move(commit, own);
  return { head, file: null, ref: anchors.ref, commit, pushed: remote, is_new: isNew };
}

/** The later of two ends of which one is built on the other. */
async function newest(anchors: AuditRef, own: string | null, theirs: string | null): Promise<string | null> {
  if (own === null || theirs === null) return own ?? theirs;
  if (await anchors.isWithin(own, theirs)) return theirs;
  if (await anchors.isWithin(theirs, own)) return own;
  throw new ConcordatError('ANCHOR_FORKED', 'The ref here and the one of the remote hold different anchors.', {
    at: anchors.ref,
    advice: 'One of the two was made anew. Find out which before you anchor again.',
  });
}

/** A signed head of the chain, which was checked against the anchors before it. */
async function nextHead(
  project: AuditProject,
  anchors: readonly unknown[],
  keys: readonly string[],
): Promise<AuditHead> {
  const verdict = await checkChain(project, anchors, keys);
  if (!verdict.sound) throw unsound(verdict);
  if (verdict.hash === null) {
    throw new ConcordatError('AUDIT_EMPTY', 'The audit chain is empty: there is nothing to anchor.', {
      advice: 'The first apply makes its first record.',
    });
  }
  return signHead(project.signer(), {
    lineage: verdict.lineage,
    record: { seq: verdict.records, hash: verdict.hash },
    at: project.world.now(),
  });
}

function isSame(last: unknown, head: AuditHead): last is AuditHead {
  if (typeof last !== 'object' || last === null || !('seq' in last) || !('hash' in last)) return false;
  return last.seq === head.seq && last.hash === head.hash;
}

function unsound({ problems, problem_count: count }: AuditVerdict): ConcordatError {
  return new ConcordatError('AUDIT_UNSOUND', 'The audit chain does not verify: nothing was anchored.', {
    advice: 'concordat audit verify shows all that is wrong.',
    diagnostics: problems.slice(0, Math.min(count, 10)).map(({ code, source, number, detail }) => ({
      code,
      severity: 'error',
      summary: 'The audit chain is not sound.',
      detail,
      at: number === null ? source : `${source} ${number}`,
    })),
  });
}
