import * as fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '../../src/model/generated/plan.ts';
import { renderPlanMarkdown } from '../../src/render/markdown-plan.ts';
import { showValue } from '../../src/render/show-value.ts';
import { expectGolden } from './golden.ts';
import { hostileText } from './hostile.ts';
import { create, field, finding, link, masked, planOf, read, remove, update } from './plan-builder.ts';
import { samplePlan } from './sample-plan.ts';

const markdown = new MarkdownIt({ html: true, linkify: true });
const OURS = new Set([
  'p',
  'strong',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'h2',
  'h3',
  'ul',
  'li',
  'code',
  'details',
  'summary',
]);

/** A plan in which every free text is one of `texts`. */
function hostilePlan(texts: readonly string[]): PlanDocument {
  let next = 0;
  const text = () => texts[next++ % texts.length] ?? '';
  const place = () => ({
    entity: text(),
    system: text(),
    resource: text(),
    native_id: text(),
    key: { [text()]: text() },
  });
  const step = () => field(text(), text(), text(), { owner: text(), rule: text() });
  const hold = () => ({ code: text(), reason: text(), from: text(), at: text() });
  return planOf({
    changes: [
      update('1', [step(), step()], place()),
      update('2', [{ ...step(), verdict: 'rule changed' }], {
        ...place(),
        guard: { kind: text(), strength: 'weak', version: text() },
      }),
      update('3', [step()], { ...place(), holds: [hold()] }),
      update('4', [{ ...step(), hold: hold() }], place()),
      update('5', [step()], { ...place(), blocked: hold() }),
      create('6', 2, place()),
      link('7', place()),
      remove('8', { ...place(), situation: text() }),
    ],
    findings: [
      finding({
        code: text(),
        summary: text(),
        detail: text(),
        at: text(),
        entity: text(),
        system: text(),
        field: text(),
      }),
    ],
    header: {
      project: text(),
      expires: text(),
      digest: text(),
      select: [text()],
      git: { commit: text(), dirty: true },
      reads: [read(text(), { entity: text(), resource: text(), complete: false, reason: text() })],
    },
  });
}

describe('renderPlanMarkdown', () => {
  it('tells a plan in the fixed order', () => {
    const text = renderPlanMarkdown(samplePlan(), { heading: 'Concordat' });

    expectGolden('plan.md', text);
    const order = [
      '## Concordat',
      '**1 record is deleted;',
      'Plan: 1 to create',
      '| | `customer` |',
      '### Deleted',
      '### Waiting',
      '### Caused',
      'Already drifting',
      '### Findings',
      '### Coverage',
      'Digest',
      'concordat apply',
      '<!-- concordat:plan northwind -->',
    ];
    expect(order.map((part) => text.indexOf(part))).toEqual(
      order.map((part) => text.indexOf(part)).sort((a, b) => a - b),
    );
    expect(order.every((part) => text.includes(part))).toBe(true);
  });

  it('makes every value inert: no element that is not ours, no broken table', () => {
    fc.assert(
      fc.property(fc.array(hostileText(), { minLength: 1, maxLength: 12 }), (texts) => {
        const text = renderPlanMarkdown(hostilePlan(texts), { heading: texts[0] ?? '' });

        const html = markdown.render(text);
        const elements = [...html.matchAll(/<\/?([a-z0-9]+)[^>]*>/gi)].map(([, name = '']) => name);
        expect(elements.filter((name) => !OURS.has(name))).toEqual([]);
        expect(elements.filter((name) => name === 'details')).toHaveLength(2);
        expect([...html.matchAll(/<!--/g)]).toHaveLength(1);
        for (const [table] of html.matchAll(/<table>.*?<\/table>/gs)) {
          const rows = [...table.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) => (row.match(/<t[hd]>/g) ?? []).length);
          expect(new Set(rows).size).toBe(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('loses no short value', () => {
    fc.assert(
      fc.property(
        hostileText().filter((text) => text.length < 12),
        (value) => {
          const text = renderPlanMarkdown(planOf({ changes: [update('K', [field('street', 'before', value)])] }));

          expect(markdown.render(text)).toContain(
            `<td><code>${markdown.utils.escapeHtml(showValue(value))}</code></td>`,
          );
        },
      ),
    );
  });

  it('stays under any limit and never loses headline, totals and held count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 800, max: 70_000 }), fc.integer({ min: 1, max: 60 }), (limit, size) => {
        const changes = Array.from({ length: size }, (_, index) => [
          update(`U${index}`, [field(`field_${index}`, 'x'.repeat(70), `y${index}`)]),
          remove(`R${index}`),
          update(`H${index}`, [field('a', 1, 2)], {
            holds: [{ code: 'approval', reason: `reason ${index}`, from: 'finance' }],
          }),
        ]).flat();

        const text = renderPlanMarkdown(planOf({ changes }), { limit });

        expect(text.length).toBeLessThanOrEqual(limit);
        expect(text).toMatch(/needs? approval/);
        expect(text).toContain(`Plan: 0 to create, ${size} ${size === 1 ? 'record' : 'records'}`);
        expect(text).toContain(`; ${size} held, 0 blocked.`);
        expect(text).toContain('<!-- concordat:plan northwind -->');
      }),
      { numRuns: 40 },
    );
  });

  it('drops samples before groups and groups before the matrix', () => {
    const changes = Array.from({ length: 150 }, (_, index) =>
      update(`U${index}`, [field(`field_${index}`, 'x'.repeat(70), `y${index}`)]),
    );
    const plan = planOf({ changes });
    const whole = renderPlanMarkdown(plan, { limit: 1_000_000 });

    const noSamples = renderPlanMarkdown(plan, { limit: whole.length - 1000 });
    const fewGroups = renderPlanMarkdown(plan, { limit: 5_000 });
    const least = renderPlanMarkdown(plan, { limit: 1_000 });

    expect(whole).toContain('`U149`');
    expect([noSamples.includes('field_149'), noSamples.includes('`U149`')]).toEqual([true, false]);
    expect(fewGroups).toMatch(/… and \d+ smaller groups/);
    expect(fewGroups).toContain('| `warehouse` | 150 to update |');
    expect(least).not.toContain('| `warehouse` |');
  });

  it('stays under the default limit with 20,000 deletes', () => {
    const text = renderPlanMarkdown(
      planOf({ changes: Array.from({ length: 20_000 }, (_, index) => remove(`R${index}`)) }),
    );

    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain('**20,000 records are deleted;');
  });

  it('tells masks that look alike apart and shows no more of them', () => {
    const text = renderPlanMarkdown(
      planOf({
        changes: [update('K', [field('iban', masked('••••4711', 'aaaa1111'), masked('••••4711', 'bbbb2222'))])],
      }),
    );

    expect(text).toContain('`••••4711 (fp aaaa)` | `••••4711 (fp bbbb)`');
  });

  it.each([
    [planOf(), '**In sync: nothing changes.**'],
    [planOf({ header: { reads: [read('crm', { complete: false })] } }), '**Nothing changes; 1 read is incomplete.**'],
    [planOf({ header: { reads: [] } }), '**Nothing changes; nothing was read.**'],
    [planOf({ changes: [create('A')] }), '**1 record is created in 1 system; nothing is deleted.**'],
    [planOf({ changes: [remove('A')] }), '**1 record is deleted; no record changes.**'],
    [planOf({ findings: [finding()] }), '**No record changes; 1 is held; nothing is deleted.**'],
    [
      planOf({
        changes: [update('A', [field('x', 1, 2)]), update('B', [field('x', 1, 2)], { system: 'erp' })],
        findings: [finding({ code: 'LIMIT_UPDATE', field: undefined as never })],
      }),
      '**2 records change in 2 systems; nothing is deleted; apply will refuse it, 1 limit is crossed.**',
    ],
  ])('says the whole in one line (%#)', (plan, headline) => {
    expect(renderPlanMarkdown(plan)).toContain(headline);
  });

  it('is the same after a trip through JSON', () => {
    expect(renderPlanMarkdown(JSON.parse(JSON.stringify(samplePlan())))).toBe(renderPlanMarkdown(samplePlan()));
  });
});
