import { describe, expect, it } from 'vitest';
import { diffDeactivation } from '../../src/diff/diff-deactivation.ts';
import type { DiffInput } from '../../src/diff/diff-record.ts';
import type { DecodedField } from '../../src/model/record.ts';

/** A customer in erp whose status is to be set to `closed`. */
function inputOf(
  status: DecodedField | undefined,
  given: { readonly mode?: string; readonly isEncodable?: boolean; readonly isMapped?: boolean } = {},
): DiffInput {
  const encode = (value: unknown) =>
    given.isEncodable === false ? { ok: false, code: 'VALUE_NOT_IN_LIST', detail: 'd' } : { ok: true, value };
  const mapped = { def: { field: 'status', at: 'state', mode: given.mode ?? 'enforce' }, codec: { encode } };
  const side = {
    live: { native: new Map([['state', 'open']]) },
    fields: new Map(status === undefined ? [] : [['status', status]]),
  };
  return {
    runtime: {
      entity: { lifecycle: { deactivate: new Map([['status', 'closed']]) } },
      fields: new Map([['status', { def: { owner: 'crm' }, type: { normalForm: String } }]]),
    },
    binding: { binding: { system: 'erp' }, fields: new Map(given.isMapped === false ? [] : [['status', mapped]]) },
    record: { sides: new Map([['erp', side]]) },
  } as unknown as DiffInput;
}

const open: DecodedField = { state: 'value', value: 'open', normal: 'open' };
const shape = (input: DiffInput) =>
  diffDeactivation(input).map(({ name, verdict, decision, before, after, problem }) => [
    name,
    verdict,
    decision,
    before,
    after,
    problem?.code ?? null,
  ]);

describe('diffDeactivation', () => {
  it('sets the mark where it is not, over an invalid value as well', () => {
    const wanted = [['status', 'deactivated', 'write', 'open', 'closed', null]];

    expect(shape(inputOf(open))).toEqual(wanted);
    expect(shape(inputOf({ state: 'invalid', code: 'C', detail: 'd', normal: 'n' }))).toEqual(wanted);
  });

  it('only reports it where the field is observed', () => {
    expect(shape(inputOf(open, { mode: 'observe' }))[0]?.[2]).toBe('report');
  });

  it('holds it where the mark cannot be written in that form', () => {
    expect(shape(inputOf(open, { isEncodable: false }))).toEqual([
      ['status', 'invalid', 'hold', 'open', undefined, 'VALUE_NOT_IN_LIST'],
    ]);
  });

  it.each([
    ['that holds the mark already', inputOf({ state: 'value', value: 'closed', normal: 'closed' })],
    ['that cannot be read', inputOf({ state: 'unreadable' })],
    ['that was not returned', inputOf(undefined)],
    ['that the system does not have', inputOf(open, { isMapped: false })],
    ['of a record that is not there', { ...inputOf(open), record: { sides: new Map() } } as unknown as DiffInput],
  ])('leaves a field alone %s', (_, input) => {
    expect(shape(input)).toEqual([]);
  });
});
