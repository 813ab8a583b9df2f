import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ChannelServer, channelServer } from '../notify/channel-server.ts';
import { SECRET } from '../notify/stage.ts';
import { type DiskProject, makeProject } from './project.ts';
import type { Ran } from './run-program.ts';

describe('alerts', () => {
  let server: ChannelServer;
  let project: DiskProject;
  beforeEach(async () => {
    server = await channelServer();
    const route = `---
kind: route
name: ops
to: { webhook: { url: "${server.url}", secret: "\${env:SECRET}", allow_private: A server of the test. } }
`;
    project = makeProject({ crm: [['1', 'Ann', 'Bonn']], erp: [['1', 'Ann', 'Bonn']], more: route });
    project.sql('erp', "create trigger no before update on customers begin select raise(abort, 'CANARY'); end");
  });
  afterEach(async () => {
    project.remove();
    await server.close();
  });
  const run = (...args: readonly string[]): Promise<Ran> =>
    project.run(args, { env: { SECRET, CONCORDAT_ACTOR: 'anna' } });
  const states = (): unknown[] =>
    server.seen.map(({ body }) => (JSON.parse(body) as { readonly data: { readonly state: string } }).data.state);
  /** One update that the ERP refuses. */
  const fail = async (): Promise<void> => {
    await run('apply', '--yes', '--bootstrap');
    project.sql('crm', "update accounts set city = 'Rome'");
    expect((await run('apply', '--yes')).code).toBe(4);
  };

  it('go out at the end of apply', async () => {
    await fail();

    expect(states()).toEqual(['open']);
    expect(JSON.stringify(server.seen)).not.toContain('CANARY');
  });

  it('are listed, acknowledged and delivered', async () => {
    await fail();
    const listed = await run('alerts', 'list');
    const id = /^[0-9a-f]{16}/.exec(listed.stdout)?.[0] ?? '';

    expect(listed).toMatchObject({ code: 0, stdout: expect.stringContaining('customer 1 in erp') as string });
    expect(await run('alerts', 'ack', id.slice(0, 6), '--reason', 'Ticket 4711')).toMatchObject({ code: 0 });
    expect((await run('alerts', 'list')).stdout).toContain('acknowledged by anna just now: Ticket 4711');
    expect(await run('alerts', 'deliver')).toMatchObject({ code: 0, stdout: expect.stringContaining('ops') as string });
    expect((await run('alerts', 'list', '--kind', 'hold')).stdout).toBe('Nothing is open.\n');
  });

  it('never fail an apply, and are delivered later', async () => {
    server.answer = () => ({ status: 503, headers: { 'retry-after': '0' } });
    await fail();

    expect(await run('alerts', 'deliver')).toMatchObject({ code: 75 });
    server.answer = () => ({});
    await expect.poll(async () => (await run('alerts', 'deliver')).code, { timeout: 20_000 }).toBe(0);
    expect(new Set(server.seen.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  it('have a test message, and tell of a wrong name or id', async () => {
    expect(await run('alerts', 'deliver', '--test', 'ops')).toMatchObject({
      code: 0,
      stdout: 'The test message was taken.\n',
    });
    expect(await run('alerts', 'deliver', '--test', 'opps')).toMatchObject({ code: 64 });
    expect(await run('alerts', 'ack', 'abcdef')).toMatchObject({ code: 64 });
    expect(states()).toEqual(['open']);
  });
});
