import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/model/generated/plan.ts';
import { renderPlanText } from '../../src/render/text-plan.ts';
import { displayWidth } from '../../src/render/width.ts';
import { expectGolden } from './golden.ts';
import { hostileText } from './hostile.ts';
import { create, field, finding, link, masked, planOf, read, remove, update } from './plan-builder.ts';
import { samplePlan } from './sample-plan.ts';

const PLAIN = { width: 80, isColour: false };

function linesOf(text: string): string[] {
  return text.trimEnd().split('\n');
}

describe('renderPlanText', () => {
  it.each([80, 120])('shows a plan in %i columns', (width) => {
    const text = renderPlanText(samplePlan(), { width, isColour: false, next: 'concordat apply drift.plan' });

    expectGolden(`plan-${width}.txt`, text);
    const tooWide = linesOf(text).filter((line) => displayWidth(line) > width);
    expect(tooWide.filter((line) => !line.startsWith('Plan:'))).toEqual([]);
  });

  it('shows the same in colour', () => {
    const coloured = renderPlanText(samplePlan(), { width: 80, isColour: true });

    expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(renderPlanText(samplePlan(), PLAIN));
    expect(coloured).toContain('\u001b[31m-\u001b[39m');
  });

  it('is the same after a trip through JSON', () => {
    expect(renderPlanText(JSON.parse(JSON.stringify(samplePlan())), PLAIN)).toBe(renderPlanText(samplePlan(), PLAIN));
  });

  it('ends in the totals, what was compared, and what to do next', () => {
    const text = renderPlanText(planOf({ changes: [create('A'), update('B', [field('x', 1, 2), field('y', 1, 2)])] }), {
      ...PLAIN,
      next: 'concordat apply',
    });

    expect(linesOf(text).slice(-3)).toEqual([
      'Plan: 1 to create, 1 record (2 fields) to update, 0 to delete; 0 held, 0 blocked.',
      'Compared 91 customers in 3 systems; every read complete.',
      'Next: concordat apply',
    ]);
  });

  it('counts links after deletes', () => {
    expect(renderPlanText(planOf({ changes: [link('A')] }), PLAIN)).toContain('0 to delete, 1 to link; 0 held');
  });

  it('says in a plain sentence that everything agrees', () => {
    expect(renderPlanText(planOf(), PLAIN)).toBe('In sync: 91 customers compared in 3 systems; every read complete.\n');
  });

  it('never claims agreement after an incomplete read', () => {
    const text = renderPlanText(
      planOf({
        header: {
          reads: [read('crm', { complete: false, count: 3, total: null, reason: 'The connection was lost.' })],
        },
      }),
      PLAIN,
    );

    expect(text).not.toContain('In sync');
    expect(text).toContain('Incomplete: 1 read did not see everything');
    expect(text).toContain('customer in crm (customers): 3 records read. The connection was lost.');
    expect(text).toContain('Nothing to do in what was read, which is not everything');
  });

  it('says so when nothing was read', () => {
    expect(renderPlanText(planOf({ header: { reads: [] } }), { width: 200, isColour: false })).toContain(
      'nothing compared in 0 systems; nothing was read.',
    );
  });

  it('explains only the signs that occur', () => {
    const legend = (changes: Parameters<typeof planOf>[0]) =>
      linesOf(renderPlanText(planOf(changes), PLAIN)).find((line) =>
        /^ {2}. (?:create|update|delete|held|blocked|link|foreign|both)/.test(line),
      );

    expect(legend({ changes: [create('A')] })).toBe('  + create');
    expect(legend({ changes: [update('A', [field('x', 1, 2, { verdict: 'both moved' })]), remove('B')] })).toBe(
      '  - delete   ! both moved',
    );
  });

  it('puts deletes first and never cuts them for updates', () => {
    const updates = Array.from({ length: 250 }, (_, index) => update(`U${index}`, [field('x', index, -index)]));
    const text = renderPlanText(planOf({ changes: [...updates, remove('LAST', { entity: 'order' })] }), PLAIN);

    expect(text).toContain('- LAST  in warehouse');
    expect(text).toContain('… and 51 more records (concordat show PLAN --json)');
    expect(text).toContain('250 records (250 fields) to update, 1 to delete');
  });

  it('groups four like fields, and shows the rest of their records alone', () => {
    const like = () => field('country', 'Deutschland', 'DE', { verdict: 'rule changed' });
    const changes = ['A', 'B', 'C'].map((key) => update(key, [like()]));

    expect(renderPlanText(planOf({ changes }), PLAIN)).not.toContain('Like changes');
    const text = renderPlanText(
      planOf({ changes: [...changes, update('D', [like(), field('city', 'x', 'y')])] }),
      PLAIN,
    );
    expect(text).toContain('~ 4 × customer.country in warehouse  "Deutschland" → "DE"  rule changed');
    expect(text).toContain('also country, see like changes');
    expect(text).not.toContain('~ A  in');
  });

  it('names the verdict of each field where they are mixed', () => {
    const text = renderPlanText(
      planOf({ changes: [update('A', [field('x', 1, 2), field('y', 1, 2, { verdict: 'foreign edit' })])] }),
      PLAIN,
    );

    expect(text).toMatch(/! A {2}in warehouse +stale replica · foreign edit\n/);
    expect(text).toMatch(/y {2}1 → 2 +owner crm {2}foreign edit\n/);
  });

  it('tells a reason to hold once, with who may approve and where it is written', () => {
    const holds = [{ code: 'approval', reason: 'An IBAN changes.', from: 'finance', at: 'sync.d/policy.yaml:9' }];
    const text = renderPlanText(
      planOf({ changes: ['A', 'B'].map((key) => update(key, [field('iban', key, `${key}2`)], { holds })) }),
      PLAIN,
    );

    expect(text.match(/held: needs approval from finance/g)).toHaveLength(2);
    expect(text.match(/An IBAN changes\. \(sync\.d\/policy\.yaml:9\)/g)).toHaveLength(1);
  });

  it('says that a reference is known after apply', () => {
    const text = renderPlanText(
      planOf({ changes: [update('A', [field('manager', null, 'E1', { known_after: 'c1' })])] }),
      PLAIN,
    );

    expect(text).toContain('null → "E1" (known after apply)');
  });

  it('tells apart values that look alike', () => {
    const text = renderPlanText(
      planOf({
        changes: [
          update('A', [
            field('iban', masked('••••4711', 'aaaa1111'), masked('••••4711', 'bbbb1111')),
            field('name', 'Caf\u00e9', 'Cafe\u0301'),
            field('note', null, { nothing: 'empty' }),
          ]),
        ],
      }),
      PLAIN,
    );

    expect(text).toContain('••••4711 (fp aaaa) → ••••4711 (fp bbbb)');
    expect(text).toContain('"Caf\\u00e9" → "Cafe\\u0301"');
    expect(text).toContain('null → empty');
  });

  it('counts the writes that a weak guard protects without those that wait', () => {
    const guard = { kind: 'file', strength: 'weak', version: '1' } as const;
    const hold = { code: 'rule', reason: 'r' };
    const fields = [field('x', 1, 2)];
    const waiting = [
      update('B', fields, { guard, holds: [hold] }),
      update('C', fields, { guard, blocked: hold }),
      update('D', [{ ...field('x', 1, 2), hold }], { guard }),
    ];

    const text = (...changes: readonly Change[]) => renderPlanText(planOf({ changes: [...changes] }), PLAIN);

    expect(text(update('A', fields, { guard }), ...waiting)).toContain('1 write to customer in warehouse: weak guard');
    expect(text(...waiting)).not.toContain('weak guard');
  });

  it('warns of weak and missing guards, and of a part or first plan', () => {
    const text = renderPlanText(
      planOf({
        changes: [
          remove('A', { guard: { kind: 'none', strength: 'none', version: null } }),
          update('B', [field('x', 1, 2)], { guard: { kind: 'file', strength: 'weak', version: '1' } }),
        ],
        header: { select: ['customer'], exclude: ['system:erp'], bootstrap: true },
      }),
      PLAIN,
    );

    for (const part of ['no guard', 'weak guard (file)', '--select customer', '--exclude system:erp', '--bootstrap'])
      expect(text.replaceAll('\n  ', ' ')).toContain(part);
  });

  it('says that apply will refuse a plan over a limit', () => {
    const text = renderPlanText(
      planOf({ changes: [remove('A')], findings: [finding({ code: 'LIMIT_DELETE', field: undefined as never })] }),
      PLAIN,
    );

    expect(text).toContain('Refused: 1 limit crossed, apply will write nothing (see findings).');
  });

  it('lets no value reach the terminal as it is, and no line leave the screen', () => {
    fc.assert(
      fc.property(hostileText(), hostileText(), fc.integer({ min: 40, max: 160 }), (a, b, width) => {
        const hold = { code: a, reason: b, from: b, at: a };
        const text = renderPlanText(
          planOf({
            changes: [
              update(a, [field('street', a, b), field('note', b, a, { hold })]),
              update(b, [field('x', a, b)], { holds: [hold] }),
              remove(b),
              create(a, 2, { blocked: hold }),
            ],
            findings: [finding({ summary: a, detail: b })],
          }),
          { width, isColour: false },
        );

        expect(text).not.toMatch(
          /[\p{Cs}\p{Co}\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u,
        );
        const tooWide = linesOf(text).filter((line) => displayWidth(line) > width && !/^(?:Plan:|Refused:)/.test(line));
        expect(tooWide).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('lists creates by name up to nine and as a group from ten on', () => {
    const creates = (count: number) =>
      renderPlanText(planOf({ changes: Array.from({ length: count }, (_, index) => create(`K${index}`)) }), PLAIN);

    expect(creates(9)).toContain('+ K8  in warehouse');
    expect(creates(9)).toContain('3 fields: field_1 "value 1", field_2 "value 2"');
    expect(creates(10)).toContain('+ 10 × customer to create in warehouse, 3 fields each  missing');
    expect(creates(10)).toContain('K0, K1, K2, K3, K4, K5, K6, K7 and 2 more');
  });

  it('renders 20,000 changes in under a second of processor time, at best of three', () => {
    const changes = Array.from({ length: 20_000 }, (_, index) =>
      update(`K${index}`, [field('x', `a${index % 3000}`, 'b'), field('y', index, 'é'.repeat(40))]),
    );
    const plan = planOf({ changes });

    const seconds = [1, 2, 3].map(() => {
      const start = process.cpuUsage();
      expect(renderPlanText(plan, PLAIN)).toContain('20000 records (40000 fields) to update');
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1e6;
    });

    expect(Math.min(...seconds)).toBeLessThan(1);
  });
});
