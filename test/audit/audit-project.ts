import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { AuditLeaf, AuditRecord } from '../../src/model/audit.ts';
import type { StateDocument } from '../../src/model/state.ts';
import { type AuditProject, openAuditProject } from '../../src/pipeline/audit-project.ts';
import { headDocument } from '../../src/pipeline/audit-head.ts';
import { collect } from '../state/collect.ts';
import { testWorld } from '../pipeline/sqlite-project.ts';

/** A project whose state is a real SQLite file. */
export interface TestAudit {
  readonly dir: string;
  readonly project: AuditProject;
  /** Appends facts, and documents beside them, as a decision does. */
  append(leaves: readonly AuditLeaf[], documents?: readonly StateDocument[]): Promise<void>;
  /** Signs the chain as it stands. */
  sign(): Promise<void>;
  records(): Promise<readonly AuditRecord[]>;
  /** Runs SQL on the state through a connection of its own, with the triggers of the chain away meanwhile. */
  tamper(sql: string): void;
  remove(): void;
}

const TRIGGERS = ['audit_no_update', 'audit_no_delete', 'audit_in_turn'];

/** Makes a project in a folder of its own; `files` are put into it. */
export async function makeAudit(
  files: Readonly<Record<string, string>> = {},
  world = testWorld({ env: (name) => ENVIRONMENT[name] }),
): Promise<TestAudit> {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-audit-'));
  for (const [path, text] of Object.entries({ 'concordat.yaml': 'version: 1\nname: trading\n', ...files })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const project = await openAuditProject(dir, world);
  const decide: TestAudit['append'] = async (audit, documents = []) => {
    const store = await project.state.store();
    await store.decide({ audit, documents }).finally(() => store.close());
  };
  return {
    dir,
    project,
    append: decide,
    sign: async () => {
      const reader = await project.state.reader();
      const head = await headDocument(project, reader).finally(() => reader.close());
      if (head !== null) await decide([], [head]);
    },
    records: async () => {
      const reader = await project.state.reader();
      return collect(reader.audit()).finally(() => reader.close());
    },
    tamper: (sql) => tamper(join(dir, '.concordat', 'state.db'), sql),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

const ENVIRONMENT: Readonly<Record<string, string>> = {
  CONCORDAT_KEY: 'a key for tests, long enough',
  CONCORDAT_ACTOR: 'ann',
};

function tamper(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  try {
    const kept = TRIGGERS.map((name) => {
      const found = database.prepare("select sql from sqlite_master where type = 'trigger' and name = ?").get(name);
      return String(found?.['sql']);
    });
    for (const name of TRIGGERS) database.exec(`drop trigger ${name}`);
    database.exec(sql);
    for (const text of kept) database.exec(text);
  } finally {
    database.close();
  }
}
