/**
 * `npm run demo`: three systems that disagree are planned, shown and brought into agreement, by the manifests in sync.d/.
 * Everything lives in a temporary folder and is gone afterwards. Exit 0 only when the last plan finds nothing to do.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startPostgres } from '../../test/servers/postgres.ts';
import { generateCompany } from './company.ts';
import { buildOnce, concordatIn } from './concordat.ts';
import { CRM_LOGIN, seedCrm } from './crm.ts';
import type { Systems } from './drift.ts';
import { seedErp } from './erp.ts';
import { tellStory } from './story.ts';
import { seedWarehouse } from './warehouse.ts';

const ROOT = resolve(import.meta.dirname, '../..');

const stopped = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => stopped.abort(new Error('Stopped; everything that the demo started is being taken away.')));
}
process.exitCode = await main(stopped.signal);

async function main(signal: AbortSignal): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'concordat-demo-'));
  try {
    buildOnce();
    return (await runIn(dir, signal)) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    return signal.aborted ? 130 : 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function runIn(dir: string, signal: AbortSignal): Promise<boolean> {
  const postgres = await startPostgres();
  try {
    signal.throwIfAborted();
    const company = generateCompany();
    const systems: Systems = {
      crmUrl: postgres.url,
      erpPath: join(dir, 'erp.db'),
      warehouseDir: join(dir, 'warehouse'),
    };
    mkdirSync(systems.warehouseDir);
    await seedCrm(systems.crmUrl, company);
    seedErp(systems.erpPath, company);
    seedWarehouse(systems.warehouseDir, company);
    const concordat = concordatIn({ project: ROOT, dir, env: environmentOf(dir, systems), signal });
    return await tellStory({ company, systems, concordat });
  } finally {
    await postgres.stop();
  }
}

/** What sync.d/systems.yaml asks for; concordat logs in to the CRM with few rights. */
function environmentOf(dir: string, systems: Systems): Record<string, string> {
  const url = new URL(systems.crmUrl);
  url.username = CRM_LOGIN.user;
  url.password = CRM_LOGIN.password;
  return {
    CRM_URL: url.href,
    ERP_PATH: systems.erpPath,
    WAREHOUSE_DIR: systems.warehouseDir,
    CONCORDAT_STATE: join(dir, 'state.db'),
  };
}
