import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanDocument } from '../../src/model/generated/plan.ts';
import { planDigest } from '../../src/plan/digest.ts';
import { parsePlanFile, planFileLines } from '../../src/plan/plan-file.ts';
import { summarise } from '../../src/plan/summary.ts';
import { changeOf, digests, header } from './changes.ts';

function planOf(): PlanDocument {
  const changes = [changeOf({ id: 'c1' }), changeOf({ id: 'c2', key: { no: 'B' } })];
  const findings = [
    {
      code: 'RECORD_ORPHAN',
      severity: 'warning' as const,
      summary: 's',
      detail: 'd',
      at: 'erp:kunden',
      entity: 'customer',
    },
  ];
  const summary = summarise(changes, findings, {
    compared: 2,
    inAgreement: 0,
    byVerdict: new Map([['stale replica', 2]]),
  });
  return { header: { ...header, digest: planDigest(digests, header, changes, findings) }, changes, findings, summary };
}

describe('a plan file', () => {
  it('reads back as the plan it was made of', () => {
    expect(parsePlanFile(planFileLines(planOf(), digests).join(''), digests)).toEqual(planOf());
  });

  it('refuses every single-character edit', () => {
    const text = planFileLines(planOf(), digests).join('');
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.constantFrom('0', 'z', '"', ' ', '\n'), (index, character) => {
        fc.pre(text[index] !== character);
        const edited = text.slice(0, index) + character + text.slice(index + 1);
        const footer = text.lastIndexOf('\n', text.length - 2);
        // White space and counts inside the footer are not part of any digest; everything that is applied is.
        if (index > footer) {
          try {
            expect(parsePlanFile(edited, digests).changes).toEqual(planOf().changes);
          } catch (error) {
            expect((error as { code?: string }).code).toMatch(/^PLAN_/);
          }
          return;
        }
        expect(() => parsePlanFile(edited, digests)).toThrow(
          expect.objectContaining({ code: expect.stringMatching(/^PLAN_/), exit: 1 }),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a change that was swapped together with the file digest', () => {
    const lines = planFileLines(planOf(), digests);
    const body = lines.slice(0, -1).map((line) => line.replace('"new"', '"evil"'));
    const footer = JSON.parse(lines[lines.length - 1] ?? '{}') as Record<string, unknown>;
    const forged = [...body, `${JSON.stringify({ ...footer, file_digest: digests.sha256(body.join('')) })}\n`].join('');

    expect(() => parsePlanFile(forged, digests)).toThrow(expect.objectContaining({ code: 'PLAN_TAMPERED' }));
  });

  it.each([
    ['', 'empty'],
    ['{}\n', 'no footer'],
    ['not json\n{"type":"footer"}\n', 'no JSON'],
  ])('refuses %j: %s', (text) => {
    expect(() => parsePlanFile(text, digests)).toThrow(expect.objectContaining({ exit: 1 }));
  });

  it('has a digest that no time, commit, serial or certificate moves', () => {
    const plan = planOf();
    const later = {
      ...header,
      created: 'x',
      expires: 'y',
      instant: 'z',
      serial: 9,
      git: { commit: 'c', dirty: true },
      reads: [{ entity: 'e', system: 's', resource: 'r', complete: true, count: 1, total: 1, reason: null }],
    };

    expect(planDigest(digests, later, [...plan.changes].reverse(), plan.findings)).toBe(plan.header.digest);
    expect(planDigest(digests, { ...header, bootstrap: true }, plan.changes, plan.findings)).not.toBe(
      plan.header.digest,
    );
    expect(planDigest(digests, { ...header, manifests: 'n' }, plan.changes, plan.findings)).not.toBe(
      plan.header.digest,
    );
    expect(planDigest(digests, { ...header, lineage: 'l' }, plan.changes, plan.findings)).not.toBe(plan.header.digest);
  });
});
