import type { SimpleGit } from 'simple-git';
import { ConcordatError } from '../model/error.ts';

/** What a repository could run by itself, turned off; commits are made under a name of their own. */
const CONFIG = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'diff.external=',
  'user.name=concordat',
  'user.email=audit@concordat.invalid',
  'i18n.commitEncoding=UTF-8',
];
const LOCAL_MS = 10_000;
const REMOTE_MS = 60_000;
const REF = /^refs\/[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)+$/;
const OID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const REMOTE = /^[A-Za-z0-9][\w.-]*$/;

/**
 * Anchors in a git ref: a chain of commits without files, each with one signed head in its message. The ref moves by compare-and-set only.
 */
export class AuditRef {
  readonly ref: string;
  readonly #root: string;

  /** Throws USAGE, exit 64, when the name is no full name of a ref. */
  constructor(root: string, ref: string) {
    if (!REF.test(ref) || ref.includes('..') || ref.endsWith('.lock')) {
      throw usage('This is not the full name of a git ref.', 'Give one such as refs/concordat/audit.');
    }
    this.ref = ref;
    this.#root = root;
  }

  /** The commit that the ref points at; null without one. Throws ANCHOR_NO_GIT outside a repository. */
  async tip(): Promise<string | null> {
    const git = await this.#git(LOCAL_MS);
    await git.raw(['rev-parse', '--git-dir']).catch((cause: unknown) => {
      throw new ConcordatError('ANCHOR_NO_GIT', 'The project is in no git repository.', {
        advice: 'Use --file, or run git init.',
        cause,
      });
    });
    const text = await git.raw(['for-each-ref', '--format=%(objectname)', this.ref]);
    const oid = text.trim();
    return OID.test(oid) ? oid : null;
  }

  /** Heads in the messages of the commits up to `tip`, oldest first. A commit without one gives its place as null. */
  async heads(tip: string): Promise<readonly unknown[]> {
    const git = await this.#git(LOCAL_MS);
    const options = ['--first-parent', '--reverse', '--no-show-signature', '--no-notes', '--no-color', '-z'];
    const text = await git.raw(['--no-replace-objects', 'log', ...options, '--format=%B', tip, '--']);
    return text
      .split('\u0000')
      .filter((message) => message.trim() !== '')
      .map(headOfMessage);
  }

  /** Makes the commit of one more head. The ref does not move yet. */
  async commit(head: object, record: number, parent: string | null): Promise<string> {
    const git = await this.#git(LOCAL_MS);
    const tree = (await git.raw(['hash-object', '-t', 'tree', '-w', '--no-filters', '/dev/null'])).trim();
    const subject = `Audit chain at record ${record}`;
    const from = parent === null ? [] : ['-p', parent];
    return (await git.raw(['commit-tree', tree, ...from, '-m', subject, '-m', JSON.stringify(head)])).trim();
  }

  /** Moves the ref from `old` to `next`. Throws ANCHOR_MOVED, exit 75, when it is not at `old` any more. */
  async move(next: string, old: string | null): Promise<void> {
    const git = await this.#git(LOCAL_MS);
    const words = [
      'update-ref',
      '--no-deref',
      '-m',
      'concordat audit anchor',
      this.ref,
      next,
      old ?? '0'.repeat(next.length),
    ];
    await git.raw(words).catch((cause: unknown) => {
      throw moved(this.ref, cause);
    });
  }

  /** The commit that a remote's ref points at; null without one. Its objects are fetched. Throws ANCHOR_REMOTE, exit 75. */
  async fetch(remote: string): Promise<string | null> {
    const git = await this.#git(REMOTE_MS);
    const failed = (cause: unknown): never => {
      throw new ConcordatError('ANCHOR_REMOTE', 'The remote cannot be read.', { isRetryable: true, cause });
    };
    const [oid = ''] = (await git.raw(['ls-remote', '--', remoteName(remote), this.ref]).catch(failed)).split(/\s/);
    if (!OID.test(oid)) return null;
    const options = ['--no-tags', '--no-write-fetch-head', '--no-auto-maintenance', '--no-recurse-submodules'];
    await git.raw(['fetch', ...options, '--', remote, this.ref]).catch(failed);
    return oid;
  }

  /** Whether `older` is `newer` or one of those it was built on. */
  async isWithin(older: string, newer: string): Promise<boolean> {
    const git = await this.#git(LOCAL_MS);
    const found = await git.raw(['--no-replace-objects', 'merge-base', '--all', older, newer]).catch(() => '');
    return found.trim() === older;
  }

  /** Moves the remote's ref from `old` to `next`. Throws ANCHOR_MOVED, exit 75, when it is not at `old` any more. */
  async push(remote: string, next: string, old: string | null): Promise<void> {
    const git = await this.#git(REMOTE_MS);
    const lease = `--force-with-lease=${this.ref}:${old ?? ''}`;
    const words = ['push', '--no-verify', '--no-follow-tags', lease, '--', remoteName(remote), `${next}:${this.ref}`];
    await git.raw(words).catch((cause: unknown) => {
      throw moved(`${remote} ${this.ref}`, cause);
    });
  }

  async #git(timeoutMs: number): Promise<SimpleGit> {
    const { simpleGit } = await import('simple-git');
    // simple-git takes any word about these settings for an attack, also the one that turns them off.
    const unsafe = { allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true, allowUnsafeDiffExternal: true };
    return simpleGit({ baseDir: this.#root, config: CONFIG, unsafe, timeout: { block: timeoutMs } });
  }
}

function headOfMessage(message: string): unknown {
  const line = message.trimEnd().split('\n').at(-1) ?? '';
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return null;
  }
}

function remoteName(remote: string): string {
  if (REMOTE.test(remote)) return remote;
  throw usage('This is no name of a git remote.', 'Give one that git remote lists, such as origin.');
}

function moved(ref: string, cause: unknown): ConcordatError {
  return new ConcordatError(
    'ANCHOR_MOVED',
    'The ref of the anchors was not moved: it is not where it was, or may not be written.',
    {
      at: ref,
      isRetryable: true,
      advice: 'Run it again; when it stays like this, look at the rights on the ref.',
      cause,
    },
  );
}

function usage(message: string, advice: string): ConcordatError {
  return new ConcordatError('USAGE', message, { exit: 64, advice });
}
