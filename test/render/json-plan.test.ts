import { describe, expect, it } from 'vitest';
import { renderPlanJson } from '../../src/render/json-plan.ts';
import { planOf } from './plan-builder.ts';
import { samplePlan } from './sample-plan.ts';

describe('renderPlanJson', () => {
  it.each([
    ['a full plan', samplePlan()],
    ['an empty plan', planOf()],
  ])('gives %s back when parsed', (_name, plan) => {
    expect(JSON.parse([...renderPlanJson(plan)].join(''))).toEqual(plan);
  });

  it('writes a change on a line, in pieces', () => {
    const pieces = [...renderPlanJson(samplePlan())];

    const lines = pieces.join('').split('\n');
    expect(lines.filter((line) => line.startsWith('    {"id":'))).toHaveLength(samplePlan().changes.length);
    expect(pieces.length).toBeGreaterThan(samplePlan().changes.length);
    expect(lines.slice(0, 3)).toEqual(['{', '  "header": {', '    "format": "concordat-plan/1",']);
  });
});
