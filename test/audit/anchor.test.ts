import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anchorChain, type AnchorOptions } from '../../src/pipeline/audit-anchor.ts';
import { AuditRef } from '../../src/pipeline/audit-git.ts';
import { verifyChain } from '../../src/pipeline/audit-verify.ts';
import { makeAudit, type TestAudit } from './audit-project.ts';
import { leavesOf } from './chain.ts';

const REF = 'refs/concordat/audit';

describe('an anchor', () => {
  let audit: TestAudit;
  let remote = '';
  const anchor = (options: Partial<AnchorOptions>) =>
    anchorChain(audit.project, { file: null, ref: null, remote: null, keys: [], ...options });
  const verify = (options: { readonly files?: readonly string[]; readonly ref?: string } = {}) =>
    verifyChain(audit.project, { files: options.files ?? [], ref: options.ref ?? null, keys: [] });
  const git = (dir: string, ...args: readonly string[]): string => {
    const ran = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
      cwd: dir,
      encoding: 'utf8',
    });
    if (ran.status !== 0) throw new Error(`git ${args.join(' ')}: ${ran.stderr}`);
    return ran.stdout.trim();
  };
  const failure = (code: string, exit = 1) => expect.objectContaining({ code, exit }) as Error;

  beforeEach(async () => {
    audit = await makeAudit();
    await audit.append(leavesOf(3));
    remote = mkdtempSync(join(tmpdir(), 'concordat-remote-'));
    git(remote, 'init', '--quiet', '--bare');
    git(audit.dir, 'init', '--quiet');
    git(audit.dir, 'remote', 'add', 'origin', remote);
  });
  afterEach(() => {
    audit.remove();
    rmSync(remote, { recursive: true });
  });

  describe('in a file', () => {
    const file = () => join(audit.dir, 'anchors.ndjson');
    const lines = () => readFileSync(file(), 'utf8').split('\n');

    it('is a line more each time the chain has grown, and none when it has not', async () => {
      expect(await anchor({ file: file() })).toMatchObject({ head: { seq: 3 }, file: file(), ref: null, is_new: true });
      expect(await anchor({ file: file() })).toMatchObject({ head: { seq: 3 }, is_new: false });
      const [first] = lines();
      await audit.append(leavesOf(1, 'b'));
      expect(await anchor({ file: file() })).toMatchObject({ head: { seq: 4 }, is_new: true });

      expect(lines()).toEqual([first, expect.stringContaining('"seq":4'), '']);
      expect((await verify({ files: [file()] })).anchors).toMatchObject({ count: 2, last: 4, after: 0 });
    });

    it('begins a line of its own behind one that was not ended', async () => {
      await anchor({ file: file() });
      writeFileSync(file(), readFileSync(file(), 'utf8').trimEnd());
      await audit.append(leavesOf(1, 'b'));
      await anchor({ file: file() });

      expect(lines()).toHaveLength(3);
    });

    it('is not put behind a half line, a line of another state, or into what cannot be read', async () => {
      await anchor({ file: file() });
      const text = readFileSync(file(), 'utf8');
      await audit.append(leavesOf(1, 'b'));

      for (const broken of [text.slice(0, -30), text.replace(/"lineage":"./, '"lineage":"Z')]) {
        writeFileSync(file(), broken);
        await expect(anchor({ file: file() })).rejects.toEqual(failure('AUDIT_UNSOUND'));
        expect(readFileSync(file(), 'utf8')).toBe(broken);
      }
      await expect(anchor({ file: audit.dir })).rejects.toEqual(failure('ANCHOR_UNREADABLE'));
      await expect(anchor({ file: join(audit.dir, 'no', 'folder') })).rejects.toEqual(failure('FILE_WRITE_FAILED'));
      await expect(verify({ files: [join(audit.dir, 'missing')] })).rejects.toEqual(failure('ANCHOR_UNREADABLE'));
    });

    it('of an empty chain is refused, and so is one without a place', async () => {
      const empty = await makeAudit();

      await expect(
        anchorChain(empty.project, { file: join(empty.dir, 'a'), ref: null, remote: null, keys: [] }),
      ).rejects.toEqual(failure('AUDIT_EMPTY'));
      await expect(anchor({})).rejects.toEqual(failure('USAGE', 64));
      expect(existsSync(join(empty.dir, 'a'))).toBe(false);
      empty.remove();
    });
  });

  describe('in a git ref', () => {
    it('is a commit without files on the one before, and verify finds it by itself', async () => {
      const first = await anchor({ ref: REF });
      await audit.append(leavesOf(2, 'b'));
      const second = await anchor({ ref: REF });

      expect(first).toMatchObject({ ref: REF, is_new: true, head: { seq: 3 } });
      expect(git(audit.dir, 'rev-parse', REF)).toBe(second.commit);
      expect(git(audit.dir, 'rev-parse', `${REF}~1`)).toBe(first.commit);
      expect(git(audit.dir, 'ls-tree', '-r', REF)).toBe('');
      expect(git(audit.dir, 'log', '--format=%s', REF)).toBe('Audit chain at record 5\nAudit chain at record 3');
      expect((await verify()).anchors).toMatchObject({ count: 2, last: 5, after: 0 });
    });

    it('is not made twice for the same record', async () => {
      const first = await anchor({ ref: REF });

      expect(await anchor({ ref: REF })).toEqual({ ...first, is_new: false });
    });

    it('finds an older copy of the whole state', async () => {
      await anchor({ ref: REF });
      audit.tamper("delete from audit where seq > 2; delete from document where kind = 'head'");

      expect((await verify()).problems.map(({ code }) => code)).toEqual(['ANCHOR_UNMET']);
      await expect(anchor({ ref: REF })).rejects.toEqual(failure('AUDIT_UNSOUND'));
    });

    it('is not put into a ref of something else', async () => {
      writeFileSync(join(audit.dir, 'a'), 'a');
      git(audit.dir, 'add', 'a');
      git(audit.dir, 'commit', '--quiet', '-m', 'a');
      const branch = git(audit.dir, 'symbolic-ref', 'HEAD');
      const tip = git(audit.dir, 'rev-parse', 'HEAD');

      await expect(anchor({ ref: branch })).rejects.toEqual(failure('ANCHOR_REF_OTHER'));
      expect(git(audit.dir, 'rev-parse', 'HEAD')).toBe(tip);
    });

    it('is not put over one that somebody else put there meanwhile', async () => {
      const { commit } = await anchor({ ref: REF });
      const ref = new AuditRef(audit.dir, REF);
      const next = await ref.commit({ seq: 4 }, 4, commit);
      await ref.move(next, commit);

      await expect(ref.move(await ref.commit({ seq: 5 }, 5, commit), commit)).rejects.toEqual(
        failure('ANCHOR_MOVED', 75),
      );
      await expect(ref.move(next, null)).rejects.toEqual(failure('ANCHOR_MOVED', 75));
      expect(await ref.tip()).toBe(next);
    });

    it('needs a repository, the full name of a ref, and one that is there', async () => {
      rmSync(join(audit.dir, '.git'), { recursive: true });

      await expect(anchor({ ref: REF })).rejects.toEqual(failure('ANCHOR_NO_GIT'));
      expect((await verify()).sound).toBe(true);
      for (const ref of ['audit', 'refs/audit', '-x', 'refs/../x/y', 'refs/a/b.lock', 'refs/a/b c', '--exec=x/y/z'])
        await expect(anchor({ ref })).rejects.toEqual(failure('USAGE', 64));
      git(audit.dir, 'init', '--quiet');
      await expect(verify({ ref: 'refs/concordat/other' })).rejects.toEqual(failure('ANCHOR_UNREADABLE'));
    });

    it('runs no hook of the repository', async () => {
      const seen = join(audit.dir, 'ran');
      for (const name of ['reference-transaction', 'pre-push'])
        writeFileSync(join(audit.dir, '.git', 'hooks', name), `#!/bin/sh\necho ${name} >> '${seen}'\n`, {
          mode: 0o755,
        });
      git(audit.dir, 'update-ref', 'refs/x/y', git(audit.dir, 'hash-object', '-w', '--stdin'));
      const isArmed = existsSync(seen);
      rmSync(seen, { force: true });

      await anchor({ ref: REF, remote: 'origin' });

      expect([isArmed, existsSync(seen)]).toEqual([true, false]);
    });
  });

  describe('that is pushed', () => {
    it('stands on the server, and a fresh clone goes on from there', async () => {
      const first = await anchor({ ref: REF, remote: 'origin' });
      expect(git(remote, 'rev-parse', REF)).toBe(first.commit);

      git(audit.dir, 'update-ref', '-d', REF);
      await audit.append(leavesOf(1, 'b'));
      const second = await anchor({ ref: REF, remote: 'origin' });

      expect(second).toMatchObject({ pushed: 'origin', is_new: true });
      expect(git(remote, 'rev-parse', REF)).toBe(second.commit);
      expect(git(remote, 'rev-parse', `${REF}~1`)).toBe(first.commit);
      expect(git(audit.dir, 'rev-parse', REF)).toBe(second.commit);
    });

    it('brings up what was anchored here before', async () => {
      const { commit } = await anchor({ ref: REF });

      expect(await anchor({ ref: REF, remote: 'origin' })).toMatchObject({ commit, is_new: false, pushed: 'origin' });
      expect(git(remote, 'rev-parse', REF)).toBe(commit);
    });

    it('checks the chain against the anchors of the server first', async () => {
      await anchor({ ref: REF, remote: 'origin' });
      git(audit.dir, 'update-ref', '-d', REF);
      audit.tamper("delete from audit where seq > 2; delete from document where kind = 'head'");

      await expect(anchor({ ref: REF, remote: 'origin' })).rejects.toEqual(failure('AUDIT_UNSOUND'));
    });

    it('is refused where here and there hold different anchors', async () => {
      const { commit } = await anchor({ ref: REF, remote: 'origin' });
      const ref = new AuditRef(audit.dir, REF);
      await ref.move(await ref.commit({ seq: 3 }, 3, null), commit);

      await expect(anchor({ ref: REF, remote: 'origin' })).rejects.toEqual(failure('ANCHOR_FORKED'));
      expect(git(remote, 'rev-parse', REF)).toBe(commit);
    });

    it('moves the server only from where it was', async () => {
      const { commit } = await anchor({ ref: REF, remote: 'origin' });
      const ref = new AuditRef(audit.dir, REF);
      const next = await ref.commit({ seq: 4 }, 4, commit);
      await ref.push('origin', next, commit);

      await expect(ref.push('origin', await ref.commit({ seq: 5 }, 5, commit), commit)).rejects.toEqual(
        failure('ANCHOR_MOVED', 75),
      );
      await expect(ref.push('origin', next, null)).resolves.toBeUndefined();
      expect(git(remote, 'rev-parse', REF)).toBe(next);
    });

    it('needs the name of a remote that answers', async () => {
      for (const name of ['--upload-pack=touch x', '/tmp/x', 'ext::sh -c x', '', '-x'])
        await expect(anchor({ ref: REF, remote: name })).rejects.toEqual(failure('USAGE', 64));
      await expect(anchor({ ref: REF, remote: 'nowhere' })).rejects.toEqual(failure('ANCHOR_REMOTE', 75));
    });
  });
});
