import assert from 'node:assert/strict';
import type { CaseList } from './contract-cases.ts';
import type { ContractHarness } from './harness.ts';
import { recordOf, type Scene } from './scene.ts';

/** What a connector says about its system, without touching it. */
export function describeCases(harness: ContractHarness): CaseList {
  const { resource, columns, actions } = harness;
  return [
    ['checking, describing and reading change nothing', staysUntouched],
    ['check finds nothing wrong in a system that is well', findsNothingWrong],
    [
      'describe lists the resource with its fields and their kinds',
      async ({ connector, signal }) => {
        const described = (await connector.describe(signal)).find(
          ({ name }) => name === resource || name.endsWith(`.${resource}`),
        );
        assert.ok(described, 'the resource is described');
        for (const { name, kind } of columns)
          assert.equal(described.fields.find((field) => field.name === name)?.kind, kind, `kind of ${name}`);
      },
    ],
    [
      'capabilities name the actions, a guard and a batch size',
      async ({ connector, signal }) => {
        const capabilities = await connector.capabilities.of(resource, signal);
        assert.deepEqual([...capabilities.actions].sort(), [...actions].sort());
        assert.ok(capabilities.batchSize >= 1, 'a batch carries at least one change');
        if (actions.length > 0) assert.ok(connector.writeBatch, 'a connector with actions has a writer');
      },
    ],
    [
      'what capabilities tell of unique keys and waits names fields of the resource, and times',
      async ({ connector, signal }) => {
        const { uniqueKeys = [], settleMs = 0, idempotencyMs = 0 } = await connector.capabilities.of(resource, signal);
        const names = columns.map(({ name }) => name);
        for (const key of uniqueKeys)
          assert.ok(key.length > 0 && key.every((name) => names.includes(name)), 'a unique key is made of fields');
        for (const ms of [settleMs, idempotencyMs]) assert.ok(Number.isFinite(ms) && ms >= 0, 'a time is 0 or more');
      },
    ],
    [
      'the identity is the same for every connection to the same system',
      async ({ connector, system, signal }) => {
        const other = await system.open();
        const identity = await other.identity(signal).finally(() => other.close());
        assert.equal(await connector.identity(signal), identity);
        assert.notEqual(identity, '');
      },
    ],
    [
      'closing twice is the same as closing once',
      async ({ system }) => {
        const connector = await system.open();
        await connector.close();
        await connector.close();
      },
    ],
  ];
}

async function staysUntouched(scene: Scene): Promise<void> {
  const { harness, system, connector, signal } = scene;
  await system.seed(['a', 'b', 'c'].map((id) => recordOf(harness, id)));
  const before = await system.fingerprint();

  await connector.check(signal);
  await connector.describe(signal);
  await connector.identity(signal);
  await connector.capabilities.of(harness.resource, signal);
  await scene.read();
  await scene.read({ pageSize: 1, lookup: { by: [harness.id], values: [['a'], ['nobody']] } });
  await connector.close();

  assert.equal(await system.fingerprint(), before, 'the system is byte for byte what it was');
}

async function findsNothingWrong({ connector, harness, signal }: Scene): Promise<void> {
  const errors = (await connector.check(signal)).filter(({ severity }) => severity === 'error');
  assert.deepEqual(
    errors.map(({ code }) => code),
    [],
    `${harness.resource} is well`,
  );
}
