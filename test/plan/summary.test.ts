import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/generated/plan.ts';
import { isWaitingFinding, summarise } from '../../src/plan/summary.ts';
import { changeOf, fieldOf } from './changes.ts';

const nothing = { compared: 10, inAgreement: 7, byVerdict: new Map([['stale replica', 2]]) };
const finding = (given: Partial<Finding> = {}): Finding => ({
  code: 'VALUE_PATTERN',
  severity: 'error',
  summary: 's',
  detail: 'd',
  at: 'a.yaml:1',
  entity: 'customer',
  ...given,
});
const hold = { code: 'rule', reason: 'r' };

describe('summarise', () => {
  it('counts released changes by action, and the fields of updates that go', () => {
    const fields = [fieldOf('a'), fieldOf('b', { hold })];
    const changes = [
      changeOf({ action: 'create' }),
      changeOf({ fields }),
      changeOf({ action: 'delete', fields: [] }),
      changeOf({ action: 'link', fields: [] }),
    ];

    expect(summarise(changes, [], nothing)).toMatchObject({
      create: 1,
      update: 1,
      delete: 1,
      link: 1,
      fields: 1,
      held: 1,
      blocked: 0,
      compared: 10,
      in_agreement: 7,
      by_verdict: { 'stale replica': 2 },
    });
  });

  it('counts what waits apart, once: blocked stands before held', () => {
    const changes = [
      changeOf({ holds: [hold] }),
      changeOf({ blocked: hold }),
      changeOf({ holds: [hold], blocked: hold }),
    ];

    expect(summarise(changes, [], nothing)).toMatchObject({ update: 0, fields: 0, held: 1, blocked: 2 });
  });

  it('counts invalid values and records that cannot be told apart as held', () => {
    const findings = [
      finding({ field: 'email' }),
      finding({ code: 'MATCH_DUPLICATE_KEY' }),
      finding({ code: 'FOREIGN_EDIT', severity: 'warning', field: 'email' }),
      finding({ code: 'RECORD_ORPHAN', severity: 'warning' }),
      finding({ code: 'LIMIT_UPDATE' }),
      finding({ code: 'READ_INCOMPLETE' }),
    ];

    expect(findings.map(isWaitingFinding)).toEqual([true, true, false, false, false, false]);
    expect(summarise([], findings, nothing).held).toBe(2);
  });
});
