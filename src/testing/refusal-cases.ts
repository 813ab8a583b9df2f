import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { ConcordatError } from '../connector/index.ts';
import type { CaseList } from './contract-cases.ts';
import type { ContractHarness } from './harness.ts';
import { labelOf, recordOf } from './scene.ts';

/** A value that no error text may show. */
const CANARY = 'canary-5d1c9e';

/** What cannot be done is refused with a code, and never with data. */
export function refusalCases(harness: ContractHarness): CaseList {
  const { resource, id } = harness;
  const field = labelOf(harness);
  return [
    [
      'an unknown resource is refused by name, with the nearest name',
      async (scene) => {
        const wrong = `${resource}x`;
        const error = await refusal(scene.read({ resource: wrong }));
        assert.equal(error.code, 'CONNECTOR_UNKNOWN_RESOURCE');
        assert.ok(
          error.message.includes(wrong) && error.message.includes('Did you mean'),
          'the message names it and the nearest one',
        );
        assert.equal(error.isRetryable, false);
        await refusal(scene.connector.capabilities.of(wrong, scene.signal));
      },
    ],
    [
      'an unknown field is refused by name, with the nearest name',
      async (scene) => {
        await scene.system.seed([recordOf(harness, 'a')]);
        const wrong = `${field}x`;
        const error = await refusal(scene.read({ fields: [wrong] }));
        assert.equal(error.code, 'CONNECTOR_UNKNOWN_FIELD');
        assert.ok(
          error.message.includes(wrong) && error.message.includes('Did you mean'),
          'the message names it and the nearest one',
        );
        assert.equal(error.isRetryable, false);
        assert.equal((await refusal(scene.read({ id: [`${id}x`] }))).code, 'CONNECTOR_UNKNOWN_FIELD');
      },
    ],
    [
      'no refusal shows a value of a record',
      async (scene) => {
        await scene.system.seed([recordOf(harness, CANARY, { [field]: CANARY })]);
        const told: unknown[] = [];
        const note = (error: unknown): void => void told.push(error);
        await scene.read({ resource: `${resource}x`, lookup: { by: [id], values: [[CANARY]] } }).catch(note);
        await scene.read({ fields: [`${field}x`], lookup: { by: [id], values: [[CANARY]] } }).catch(note);
        if (harness.filters !== undefined) await scene.read({ where: `${harness.filters.all} and (` }).catch(note);
        if (harness.actions.includes('create'))
          told.push(await scene.write(await scene.change('create', CANARY, recordOf(harness, CANARY))));
        assert.ok(told.length >= 2, 'the refusals were told');
        const texts = told.map((error) =>
          error instanceof Error ? `${error.message} ${inspect(error, { depth: 5 })}` : JSON.stringify(error),
        );
        assert.ok(
          !texts.some((text) => text.replaceAll(`create ${CANARY}`, '').includes(CANARY)),
          'no text shows the planted value',
        );
      },
    ],
  ];
}

async function refusal(work: Promise<unknown>): Promise<ConcordatError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ConcordatError, 'a refusal is a ConcordatError');
  return error;
}
