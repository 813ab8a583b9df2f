import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acknowledgeAlert, deliverProjectAlerts, listAlerts, sendTestAlert } from '../../src/pipeline.ts';
import type { AlertsReport } from '../../src/model/generated/alerts.ts';
import { renderAcknowledged, renderAlerts, renderDelivery } from '../../src/render/alerts.ts';
import { memoryProject, memorySystem, type MemoryProject } from '../pipeline/memory-project.ts';
import { testWorld } from '../pipeline/sqlite-project.ts';
import { type ChannelServer, channelServer, type Seen } from './channel-server.ts';
import { SECRET } from './stage.ts';

const MANIFEST = `${memorySystem('crm', '{ accounts: [read] }')}${memorySystem('erp', '{ kunden: [read, create, update] }')}
kind: dictionary
name: core
terms:
  mail: { type: string, steward: [anna@example.com] }
---
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm, class: personal }
  mail: { term: mail, owner: crm, class: personal }
  iban: { type: string, owner: crm, class: confidential }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", mail: mail, iban: iban } }
  erp: { resource: kunden, id: id, fields: { "no": ref, mail: mail, iban: iban } }
`;
const ALL = { isAll: false, kind: null, code: null, entity: null, system: null };
const HOUR = 3_600_000;

describe('the alerts of a project', () => {
  let server: ChannelServer;
  let project: MemoryProject;
  let aheadMs: number;
  beforeEach(async () => {
    aheadMs = 0;
    server = await channelServer();
    const world = testWorld({
      now: () => new Date(Date.parse('2026-11-22T12:00:00.000Z') + aheadMs).toISOString(),
      env: (name) =>
        ({ CONCORDAT_KEY: 'a-key-for-tests-only', CONCORDAT_ACTOR: 'anna', SECRET, HOOK: `${server.url}/slack` })[name],
    });
    const accounts = [1, 2, 3].map((i) => ({
      id: `CANARY-a${i}`,
      no: `CANARY-${i}`,
      mail: `CANARY-m${i}`,
      iban: `CANARY-i${i}`,
    }));
    const kunden = accounts.map(({ no, mail, iban }, i) => ({ id: `k${i}`, ref: no, mail, iban }));
    project = memoryProject({ crm: { accounts }, erp: { kunden } }, MANIFEST + routes(''), world);
    await project.apply((await project.plan({ isBootstrap: true })).plan);
  });
  afterEach(async () => {
    project.remove();
    await server.close();
  });
  const routes = (more: string): string => `---
kind: route
name: ops
to: { webhook: { url: "${server.url}", secret: "\${env:SECRET}", allow_private: A server of the test. } }
states: [open, acknowledged, resolved]
${more}`;
  const deliver = async (): Promise<AlertsReport> =>
    deliverProjectAlerts(await project.open(), { signal: new AbortController().signal, budgetMs: 5_000 });
  const list = async (filter = {}) => (await listAlerts(await project.open(), { ...ALL, ...filter })).discrepancies;
  const told = (): unknown[] => server.seen.map(({ body }) => stateOf(body));
  /** One update that the ERP refuses. */
  const fail = async (): Promise<void> => {
    project.systems.get('crm')?.update('accounts', ['no', 'CANARY-1'], { mail: 'CANARY-new' });
    project.systems.get('erp')?.faults.writeFaults.push({ kind: 'reject', code: 'WRITE_REFUSED', times: 1 });
    await project.apply((await project.plan()).plan);
  };
  const heal = async (): Promise<void> => {
    project.systems.get('crm')?.update('accounts', ['no', 'CANARY-1'], { mail: 'CANARY-newer' });
    await project.apply((await project.plan()).plan);
  };

  it('go out when a write fails, when somebody looks after it, and when it is gone', async () => {
    await fail();
    await deliver();
    const [open] = await list();
    await acknowledgeAlert(await project.open(), { id: open?.id.slice(0, 6) ?? '', reason: 'Ticket 4711' });
    await deliver();
    await heal();
    const report = await deliver();

    expect(told()).toEqual(['open', 'acknowledged', 'resolved']);
    expect(report.delivery).toMatchObject({ exit: 0, routes: [{ route: 'ops', sent: 1, failed: 0, waiting: 0 }] });
    expect(JSON.parse(server.seen[1]?.body ?? '')).toMatchObject({
      data: { acknowledged: { by: 'anna', reason: 'Ticket 4711' } },
    });
    expect(await list()).toEqual([]);
    expect((await list({ isAll: true }))[0]?.alerts.map(({ state }) => state)).toEqual([
      'open',
      'acknowledged',
      'resolved',
    ]);
  });

  it('hold no classified value, wherever they go', async () => {
    project.manifest(
      `${MANIFEST}${routes('')}---\nkind: route\nname: chat\nto: { slack: { url: "\${env:HOOK}", allow_private: A server of the test. } }\n`,
    );
    await fail();
    const reports = [await deliver(), await listAlerts(await project.open(), ALL)];

    const shown = JSON.stringify([server.seen, reports]) + reports.map((report) => screens(report)).join('');
    expect(server.seen.map(({ path }) => path).sort()).toEqual(['/', '/slack']);
    expect(shown).toContain('Record  customer ');
    expect(shown).not.toContain('CANARY');
  });

  it('are listed with age, owner, who was told and who is still to hear', async () => {
    await fail();
    aheadMs = 3 * HOUR;
    const before = await list();
    await deliver();
    aheadMs = 5 * HOUR;
    const after = await listAlerts(await project.open(), ALL);

    expect(before).toMatchObject([
      {
        kind: 'failure',
        code: 'WRITE_REFUSED',
        state: 'quarantined',
        entity: 'customer',
        system: 'erp',
        owner: 'crm',
        acknowledged: null,
        alerts: [{ state: 'open', delivered: {}, waiting: ['ops'] }],
      },
    ]);
    const text = renderAlerts(after, { width: 100, isColour: false });
    expect(text).toContain('failure WRITE_REFUSED  quarantined');
    expect(text).toContain('since 5 hours ago, seen 1 time');
    expect(text).toContain('told ops 2 hours ago');
    expect(text).toContain('1 discrepancy open.');
    expect(await list({ kind: 'hold' })).toEqual([]);
    expect(await list({ system: 'erp', entity: 'customer', code: 'WRITE_REFUSED' })).toHaveLength(1);
  });

  it('are acknowledged once, with an audited fact, and anew when the trouble is back', async () => {
    await fail();
    const [open] = await list();
    const id = open?.id ?? '';
    await acknowledgeAlert(await project.open(), { id: `${id}:open:1`, reason: null });
    const again = await acknowledgeAlert(await project.open(), { id, reason: 'late' });

    expect(again.discrepancies[0]?.acknowledged).toMatchObject({ by: 'anna', reason: null });
    expect(renderAcknowledged(again, { width: 80, isColour: false })).toContain('Acknowledged by anna.');
    const leaves = await decisions(project);
    expect(leaves).toMatchObject([
      { action: 'acknowledge', actor: 'anna', change: id, entity: 'customer', system: 'erp', detail: { reason: null } },
    ]);
    await heal();
    aheadMs = HOUR;
    await fail();
    expect((await list())[0]?.acknowledged).toBeNull();
  });

  it('are not acknowledged when they are unknown or resolved', async () => {
    await fail();
    const [open] = await list();
    await heal();
    const acknowledge = async (id: string) => acknowledgeAlert(await project.open(), { id, reason: null });

    await expect(acknowledge('nothing')).rejects.toMatchObject({ code: 'ALERT_UNKNOWN', exit: 64 });
    await expect(acknowledge('')).rejects.toMatchObject({ code: 'ALERT_UNKNOWN' });
    await expect(acknowledge(open?.id ?? '')).rejects.toMatchObject({ code: 'ALERT_RESOLVED' });
    expect(await decisions(project)).toEqual([]);
  });

  it('tell once that no run ended in time, and that one did again', async () => {
    project.manifest(MANIFEST + routes('heartbeat: 26h\nfor: { kinds: hold }\n'));
    await deliver();
    aheadMs = 27 * HOUR;
    await deliver();
    aheadMs = 28 * HOUR;
    await deliver();

    expect(told()).toEqual(['open']);
    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({
      data: { kind: 'not-run', code: 'NOT_RUN', entity: null, command: 'concordat apply', key: null },
    });
    expect((await list())[0]?.detail).toBe('No run ended within 26 hours: nothing is kept in agreement since.');

    await project.apply((await project.plan()).plan);
    await deliver();
    expect(told()).toEqual(['open', 'resolved']);
  });

  it('are tried again, exit 75, when the channel does not take them', async () => {
    await fail();
    server.answer = () => ({ status: 500 });
    const report = await deliver();

    expect(report.delivery).toMatchObject({ exit: 75, routes: [{ sent: 0, failed: 1 }] });
    expect(report.delivery?.routes[0]?.problems.map(({ code }) => code)).toEqual(['NOTIFY_UNREACHABLE']);
    expect(renderDelivery(report, { width: 80, isColour: false })).toMatch(
      /^ops {2}webhook {2}1 not taken · next 2026/,
    );
    server.answer = () => ({});
    aheadMs = HOUR;
    expect((await deliver()).delivery).toMatchObject({ exit: 0, routes: [{ sent: 1 }] });
  });

  it('can be tried out without anything being wrong', async () => {
    const options = { signal: new AbortController().signal, budgetMs: 5_000 };
    await sendTestAlert(await project.open(), 'ops', options);

    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({ data: { test: true, route: 'ops' } });
    await expect(sendTestAlert(await project.open(), 'opps', options)).rejects.toMatchObject({
      code: 'ROUTE_UNKNOWN',
      exit: 64,
    });
    expect(await list()).toEqual([]);
  });

  it('cost nothing without a route', async () => {
    await fail();
    project.manifest(MANIFEST);
    const plain = await project.open();
    const state = {
      reader: () => Promise.reject(new Error('opened')),
      store: () => Promise.reject(new Error('opened')),
    };

    const report = await deliverProjectAlerts(
      { ...plain, state },
      { signal: new AbortController().signal, budgetMs: 1 },
    );

    expect(report.delivery).toEqual({ routes: [], exit: 0 });
    expect(renderDelivery(report, { width: 80, isColour: false })).toBe('There is nothing to deliver.\n');
  });
});

function stateOf(body: Seen['body']): unknown {
  return (JSON.parse(body) as { readonly data: { readonly state: unknown } }).data.state;
}

function screens(report: AlertsReport): string {
  const options = { width: 80, isColour: false };
  return renderAlerts(report, options) + renderDelivery(report, options);
}

async function decisions(project: MemoryProject): Promise<unknown[]> {
  const reader = await (await project.open()).state.reader();
  const leaves: { readonly kind: string }[] = [];
  for await (const { leaf } of reader.audit()) leaves.push(JSON.parse(leaf) as { readonly kind: string });
  await reader.close();
  return leaves.filter(({ kind }) => kind === 'decision');
}
