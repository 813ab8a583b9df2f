import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signHead } from '../../src/audit/heads.ts';
import type { AuditRecord } from '../../src/model/audit.ts';
import type { AuditHead } from '../../src/model/generated/audit-anchor.ts';
import type { AuditVerdict } from '../../src/model/generated/audit-verify.ts';
import { anchorChain } from '../../src/pipeline/audit-anchor.ts';
import { verifyChain } from '../../src/pipeline/audit-verify.ts';
import { makeAudit, type TestAudit } from './audit-project.ts';
import { headAt, leavesOf, OTHER, rehash } from './chain.ts';
import { type Scene, TAMPERINGS } from './tampering.ts';

describe('the audit chain in a real state', () => {
  let audit: TestAudit;
  const statePath = () => join(audit.dir, '.concordat', 'state.db');
  const anchors = () => join(audit.dir, 'anchors.ndjson');
  const verify = (files: readonly string[] = [anchors()]): Promise<AuditVerdict> =>
    verifyChain(audit.project, { files, ref: null, keys: [] });
  const codes = async (): Promise<readonly string[]> => (await verify()).problems.map(({ code }) => code);

  beforeEach(async () => {
    audit = await makeAudit();
    await audit.append(leavesOf(6));
    await anchorChain(audit.project, { file: anchors(), ref: null, remote: null, keys: [] });
    copyFileSync(statePath(), join(audit.dir, 'older.db'));
    await audit.append(leavesOf(4, 'b'));
    await audit.sign();
  });
  afterEach(() => audit.remove());

  it('is sound as it was written', async () => {
    expect(await verify()).toMatchObject({
      sound: true,
      records: 10,
      heads: { count: 1, last: 10, after: 0 },
      anchors: { count: 1, last: 6, after: 4 },
    });
  });

  it('cannot be changed in passing: the state refuses', () => {
    const database = new DatabaseSync(statePath());

    for (const sql of [
      "update audit set leaf = '{}' where seq = 3",
      'delete from audit where seq = 3',
      "insert into audit values (3, '{}', 'a', 'b')",
      "insert or replace into audit values (3, '{}', 'a', 'b')",
    ])
      expect(() => database.exec(sql)).toThrow('append-only');
    database.close();
  });

  it.each([
    ['an edit', "update audit set leaf = replace(leaf, 'Rome 2', 'Oslo') where seq = 3", ['CHAIN_HASH']],
    ['a deletion', 'delete from audit where seq = 3', ['CHAIN_GAP', 'CHAIN_LINK']],
    ['a deletion at the end', 'delete from audit where seq > 8', ['HEAD_UNMET']],
    [
      'a deletion at the end with the head',
      "delete from audit where seq > 5; delete from document where kind = 'head'",
      ['ANCHOR_UNMET'],
    ],
    [
      'a deletion with the gap closed',
      'delete from audit where seq = 3; update audit set seq = seq - 1 where seq > 3',
      ['CHAIN_LINK', 'CHAIN_HASH', 'ANCHOR_MISMATCH', 'HEAD_UNMET'],
    ],
    [
      'a swap',
      'update audit set seq = 99 where seq = 3; update audit set seq = 3 where seq = 4; update audit set seq = 4 where seq = 99',
      ['CHAIN_LINK', 'CHAIN_HASH'],
    ],
    ['another state', "update meta set lineage = 'another'", ['ANCHOR_FOREIGN', 'HEAD_FOREIGN', 'CHAIN_FOREIGN']],
  ])('%s behind its back is found', async (_, sql, expected) => {
    audit.tamper(sql);

    expect([...new Set(await codes())]).toEqual(expected);
  });

  it('made anew from the edit on is found by head and anchor', async () => {
    const [records, reader] = [await audit.records(), await audit.project.state.reader()];
    const lineage = (await reader.lineage())?.id ?? '';
    await reader.close();
    const forged = rehash(
      lineage,
      records.with(2, { ...(records[2] as (typeof records)[0]), leaf: '{"actor":"mallory"}' }),
      2,
    );
    const rows = forged.map(({ seq, leaf, prev, hash }) => `(${seq}, ${quote(leaf)}, '${prev}', '${hash}')`);

    audit.tamper(`delete from audit; insert into audit values ${rows.join(', ')}`);
    expect(await codes()).toEqual(['ANCHOR_MISMATCH', 'HEAD_MISMATCH']);

    const last = forged.at(-1);
    const head = last === undefined ? null : signHead(OTHER, { lineage, record: last, at: '2026-11-22T12:00:00.000Z' });
    audit.tamper(`update document set body = ${quote(JSON.stringify(head))} where kind = 'head'`);
    expect(await codes()).toEqual(['HEAD_KEY', 'ANCHOR_MISMATCH']);
  });

  it('put back as an older copy is found by an anchor that is newer', async () => {
    await anchorChain(audit.project, { file: anchors(), ref: null, remote: null, keys: [] });

    copyFileSync(join(audit.dir, 'older.db'), statePath());

    expect(await codes()).toEqual(['ANCHOR_UNMET']);
    expect(await verify([])).toMatchObject({
      sound: true,
      coverage: [expect.stringMatching(/^No anchor/), expect.anything()] as unknown[],
    });
  });

  it('is not anchored once it is not sound', async () => {
    audit.tamper("update audit set leaf = replace(leaf, 'Rome 2', 'Oslo') where seq = 3");

    await expect(
      anchorChain(audit.project, { file: anchors(), ref: null, remote: null, keys: [] }),
    ).rejects.toMatchObject({
      code: 'AUDIT_UNSOUND',
      exit: 1,
      diagnostics: [{ code: 'CHAIN_HASH', at: 'record 3' }],
    });
  });
});

/** Rows of a table whose numbers are unique: who moves a record has to number it anew. */
function rowsOf(records: readonly AuditRecord[]): string {
  let last = 0;
  const rows = records.map(({ seq, leaf, prev, hash }) => {
    last = Math.max(seq, last + 1);
    return `(${last}, ${quote(leaf)}, '${prev}', '${hash}')`;
  });
  return rows.length === 0 ? '' : `insert into audit values ${rows.join(', ')};`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

describe('every kind of tampering, in a state file behind its back', () => {
  let audit: TestAudit;
  let scene: Scene;
  let found = 0;
  const path = (name: string): string => join(audit.dir, name);
  const state = () => path('.concordat/state.db');
  const verify = (): Promise<AuditVerdict> =>
    verifyChain(audit.project, { files: [path('anchors.ndjson')], ref: null, keys: [] });

  beforeAll(async () => {
    audit = await makeAudit();
    const leaves = leavesOf(10);
    for (const [from, to] of [
      [0, 2],
      [2, 6],
      [6, 10],
    ] as const) {
      await audit.append(leaves.slice(from, to));
      await audit.sign();
      if (to === 6)
        await anchorChain(audit.project, { file: path('anchors.ndjson'), ref: null, remote: null, keys: [] });
    }
    copyFileSync(state(), path('sound.db'));
    const [records, reader] = [await audit.records(), await audit.project.state.reader()];
    const lineage = (await reader.lineage())?.id ?? '';
    await reader.close();
    const heads = [2, 6, 10].map((seq) => headAt(records, seq, lineage));
    scene = { lineage, records, heads, anchors: [], anchored: 6, pick: 3 };
  });
  beforeEach(() => copyFileSync(path('sound.db'), state()));
  afterAll(() => {
    audit.remove();
    process.stdout.write(`audit tampering in a SQLite state: ${found} of ${TAMPERINGS.length} kinds found\n`);
  });

  it('leaves a chain sound that nobody touched, also when it is written anew as it was', async () => {
    expect(await verify()).toMatchObject({ sound: true, heads: { count: 3, last: 10 }, anchors: { last: 6 } });

    audit.tamper(`delete from audit; ${rowsOf(scene.records)}`);

    expect((await verify()).sound).toBe(true);
  });

  it.each(TAMPERINGS.map((tampering) => [tampering.name, tampering] as const))(
    '%s: it is found',
    async (_, { change }) => {
      const { records, heads } = { ...scene, ...change(scene) };
      const bodies = (heads as AuditHead[]).map(
        (head, i) => `('head', '${head.seq}-${i}', ${quote(JSON.stringify(head))})`,
      );
      const keep = bodies.length === 0 ? '' : `insert into document values ${bodies.join(', ')};`;

      audit.tamper(`delete from audit; ${rowsOf(records)} delete from document where kind = 'head'; ${keep}`);
      const verdict = await verify();

      expect(verdict.sound).toBe(false);
      expect(verdict.problems).not.toEqual([]);
      found += 1;
    },
  );
});
