import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runTests } from '../../src/pipeline.ts';
import type { Project } from '../../src/pipeline.ts';
import { memoryProject, memorySystem, type MemoryProject } from './memory-project.ts';

const example = (name: string, label: string) => `---
kind: test
name: ${name}
entity: customer
given:
  crm: [{ no: C1, mail: a }]
  erp: [{ ref: C1, label: x }]
expect:
  changes: [{ system: erp, key: C1, action: update, fields: { label: ${label} } }]
bootstrap: true
`;
const MANIFEST = `${memorySystem('crm', '{ accounts: [read] }')}${memorySystem('erp', '{ kunden: [read, update] }')}
kind: entity
name: customer
key: ["no"]
fields:
  "no": { type: string, owner: crm }
  mail: { type: string, owner: crm }
  label: { derive: "no & mail" }
lifecycle: { owner: crm }
systems:
  crm: { resource: accounts, id: id, fields: { "no": "no", mail: mail } }
  erp: { resource: kunden, id: id, fields: { "no": ref, label: label } }
${example('right', 'C1a')}${example('wrong', 'C1b')}${example('also-right', 'C1a')}`;

let project: MemoryProject;
beforeEach(() => {
  project = memoryProject({ crm: { accounts: [] }, erp: { kunden: [] } }, MANIFEST);
});
afterEach(() => project.remove());

const run = async (given: Partial<Project> = {}, signal = new AbortController().signal) =>
  runTests({ ...(await project.open()), ...given }, { signal });

describe('tests of a project', () => {
  it('are each judged alone, and say what they saw instead', async () => {
    const { tests } = await run();

    expect(tests.map(({ name, isPassed }) => [name, isPassed])).toEqual([
      ['also-right', true],
      ['right', true],
      ['wrong', false],
    ]);
    expect(tests[2]?.problems.join()).toContain('update of C1 in erp');
  });

  it('share one evaluator, which is closed once, and ask no repository', async () => {
    const { evaluator } = await project.open();
    const seen = { opened: 0, closed: 0, git: 0 };

    await run({
      evaluator: () => {
        seen.opened += 1;
        const inner = evaluator();
        return {
          evaluate: (expression, inputs) => inner.evaluate(expression, inputs),
          close: async () => {
            seen.closed += 1;
            await inner.close();
          },
        };
      },
      git: async () => {
        seen.git += 1;
        return null;
      },
    });

    expect(seen).toEqual({ opened: 1, closed: 1, git: 0 });
  });

  it('stop when they are told to', async () => {
    await expect(run({}, AbortSignal.abort())).rejects.toThrow();
  });
});
