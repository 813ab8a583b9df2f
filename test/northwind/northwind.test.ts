import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildOnce, concordatIn, type Concordat } from '../../scripts/demo/concordat.ts';
import type { PlanDocument } from '../../src/model/generated/plan.ts';
import { startPostgres } from '../servers/postgres.ts';
import { spread, type Contents } from './company.ts';
import { firstWave, secondWave, type Wave } from './drift.ts';
import { createSystems, edited, editSystems, readSystems, type Systems } from './systems.ts';
import { hasNorthwind, readNorthwind } from './tables.ts';

if (!hasNorthwind())
  process.stderr.write('Skipped: the Northwind tables (../shared/data/northwind) are not at hand.\n');

describe.skipIf(!hasNorthwind())('the story on the real records of Northwind', () => {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-northwind-'));
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let systems: Systems;
  let contents: Contents;
  let concordat: Concordat;

  beforeAll(async () => {
    buildOnce();
    postgres = await startPostgres();
    systems = { crmUrl: postgres.url, erpPath: join(dir, 'erp.db'), warehouseDir: join(dir, 'warehouse') };
    contents = spread(readNorthwind());
    await createSystems(systems, contents);
    const env = {
      NORTHWIND_CRM: systems.crmUrl,
      NORTHWIND_ERP: systems.erpPath,
      NORTHWIND_WAREHOUSE: systems.warehouseDir,
      CONCORDAT_STATE: join(dir, 'state.db'),
    };
    concordat = concordatIn({
      project: join(import.meta.dirname, 'project'),
      dir,
      env,
      signal: new AbortController().signal,
    });
  });

  afterAll(async () => {
    await postgres?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('finds no difference in three spellings of the same records, and writes nothing but its memory of that', async () => {
    const before = await readAll();
    const { summary } = await plan('--bootstrap');
    const applied = await concordat.quietly('apply', 'wave.plan');

    tell('first agreement', summary);
    expect(summary).toMatchObject({
      create: 0,
      update: 0,
      delete: 0,
      held: 0,
      blocked: 0,
      fields: 0,
      compared: 3175,
      in_agreement: 3175,
    });
    expect(applied.code).toBe(0);
    expect(await readAll()).toEqual(before);
    expect(await isInSync()).toBe(true);
  });

  it('finds the first wave of drift, each difference with its cause, and brings it into agreement', async () => {
    const { document, wanted } = await sendWave(firstWave(readNorthwind()));

    tell('first wave', document.summary);
    expect(document.summary).toMatchObject({ create: 5, update: 29, delete: 0, held: 0, blocked: 0, fields: 32 });
    expect(document.summary.by_verdict).toMatchObject({ 'stale replica': 25, 'foreign edit': 6, 'both moved': 1 });
    expect(document.findings).toEqual([]);
    expect(updatesOf(document)).toEqual({
      'customer erp': 4,
      'customer warehouse': 5,
      'employee erp': 3,
      'order erp': 5,
      'order warehouse': 2,
      'order_line warehouse': 2,
      'product crm': 5,
      'product erp': 2,
      'product warehouse': 1,
    });
    expect(await applyWave()).toBe(0);
    expect(await readAll()).toEqual(wanted);
    expect(await isInSync()).toBe(true);
  });

  it('creates the records of a second wave, which point at what the first wave created', async () => {
    const { document, wanted } = await sendWave(secondWave(readNorthwind()));

    tell('second wave', document.summary);
    expect(document.summary).toMatchObject({ create: 150, update: 0, delete: 0, held: 0, blocked: 0 });
    expect(await applyWave()).toBe(0);
    expect(await readAll()).toEqual(wanted);
    expect(await isInSync()).toBe(true);
  });

  /** Types a wave into the systems and plans. `wanted`: what all systems must hold after the apply, cell by cell. */
  async function sendWave(wave: Wave) {
    await editSystems(systems, wave.typed);
    const wanted = await readAll();
    for (const edit of wave.wanted) wanted[edit.table] = edited(wanted[edit.table] ?? {}, edit);
    return { document: await plan(), wanted };
  }

  async function plan(...flags: readonly string[]): Promise<PlanDocument> {
    const { code, stdout } = await concordat.quietly('plan', '--out', 'wave.plan', '--json', ...flags);
    expect(code).toBe(0);
    return JSON.parse(stdout) as PlanDocument;
  }

  async function applyWave(): Promise<number> {
    return (await concordat.quietly('apply', 'wave.plan')).code;
  }

  async function isInSync(): Promise<boolean> {
    return (await concordat.quietly('plan', '--detailed-exitcode')).code === 0;
  }

  function readAll() {
    return readSystems(systems, Object.keys(contents));
  }
});

/** Updates by entity and system. */
function updatesOf(document: PlanDocument): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { action, entity, system } of document.changes) {
    if (action === 'update') counts[`${entity} ${system}`] = (counts[`${entity} ${system}`] ?? 0) + 1;
  }
  return counts;
}

function tell(wave: string, summary: PlanDocument['summary']): void {
  const { create, update, fields, compared, by_verdict: verdicts } = summary;
  process.stdout.write(
    `northwind, ${wave}: ${compared} pairs compared, ${create} to create, ${update} records (${fields} fields) to update ${JSON.stringify(verdicts)}\n`,
  );
}
