import type { PlanDocument } from '../../src/model/generated/plan.ts';
import { create, field, finding, link, masked, planOf, read, remove, update } from './plan-builder.ts';

/** The plan of the user experience notes, with everything a plan can hold once. */
export function samplePlan(): PlanDocument {
  const countries = Array.from({ length: 38 }, (_, index) =>
    update(
      `D${String(index).padStart(4, '0')}`,
      [field('country', 'Deutschland', 'DE', { verdict: 'rule changed' })],
      FILE_GUARD,
    ),
  );
  const approval = {
    code: 'approval',
    reason: 'bank_account of a customer changes',
    from: 'finance',
    at: 'sync.d/policy.yaml:9',
  };
  return planOf({
    changes: [
      create('WOLZA', 11, FILE_GUARD),
      update(
        'ALFKI',
        [
          field('street', 'Obere Str. 57', 'Neue Str. 12'),
          field('postal_code', '12209', '12305', { rule: 'sync.d/customer.yaml:33' }),
          field('country', 'Deutschland', 'DE', { verdict: 'rule changed' }),
        ],
        FILE_GUARD,
      ),
      update('BERGS', [field('phone', '0921-99 99 99', '0921-12 34 65', { verdict: 'foreign edit' })], FILE_GUARD),
      update(
        'CHOPS',
        [
          field('bank_account', masked('••••4711', 'aa11bb22'), masked('••••4711', 'cc33dd44'), {
            owner: 'erp_master',
            verdict: 'stale replica',
          }),
        ],
        { system: 'erp', holds: [approval] },
      ),
      update(
        '東京商店',
        [
          field('company_name', '東京商店　千代田区', '東京商店　中央区 👩‍👧'),
          field(
            'notes',
            'A long remark that nobody reads to its end, since it goes on, and on, and then on again, up to here',
            'A long remark that nobody reads to its end, since it goes on, and on, and then on again, up to there',
          ),
        ],
        FILE_GUARD,
      ),
      update(
        'FISSA',
        [
          field('street', 'C/ Moralzarzal, 86', null),
          field('credit', '0', '1200.00', {
            owner: 'erp',
            verdict: 'both moved',
            hold: {
              code: 'guard',
              reason: 'The value grew by more than factor 2.',
              from: 'pricing',
              at: 'sync.d/policy.yaml:14',
            },
          }),
        ],
        FILE_GUARD,
      ),
      update('GREAL', [field('label', 'x\u202egnp.exe', 'two\nlines\u001b[2J', { owner: null })], {
        ...FILE_GUARD,
        blocked: {
          code: 'access',
          reason: 'The manifest grants no update on customers here.',
          at: 'sync.d/systems.yaml:20',
        },
      }),
      remove('PARIS', { system: 'erp', native_id: '4711' }),
      ...['A1', 'A2', 'A3', 'A4', 'A5'].map((key) => link(key, { system: 'erp' })),
      ...countries,
    ],
    findings: [
      finding(),
      finding({ key: { customer_no: masked('••••', '12345678') } }),
      finding({
        code: 'RECORD_ORPHAN',
        severity: 'warning',
        summary: 'A record that its owner does not have.',
        detail: 'warehouse holds it, crm does not and never did. Create it there, remove it here, or set on_orphan.',
        key: { customer_no: 'XX001 ' },
      }),
    ],
    header: {
      reads: [
        read('crm'),
        read('erp', { complete: false, count: 60, total: 90, reason: 'The connection was lost after 60 records.' }),
        read('warehouse', { count: 89 }),
      ],
    },
  });
}

const FILE_GUARD = { guard: { kind: 'file', strength: 'weak', version: 'f1' } } as const;
