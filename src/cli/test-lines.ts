import { formatPlace, type Place } from '../model/diagnostic.ts';
import type { TestReport } from '../model/generated/test-report.ts';
import { paintFor } from '../render/paint.ts';
import type { Terminal } from './terminal.ts';

/** The outcome of one `kind: test`. */
interface TestOutcome {
  readonly name: string;
  readonly at: Place | string;
  readonly isPassed: boolean;
  readonly problems: readonly string[];
}

/** Outcomes of tests for people: a line each, problems below it, a count at the end. */
export function testLines(tests: readonly TestOutcome[], terminal: Pick<Terminal, 'isColour'>): string {
  const paint = paintFor(terminal.isColour);
  if (tests.length === 0) return 'There is no test. Write one with kind: test; concordat schema test says how.';
  const lines = tests.flatMap((test) => {
    if (test.isPassed) return [`${paint.green('passed')}  ${test.name}`];
    return [
      `${paint.red('failed')}  ${test.name}  ${paint.dim(placeOf(test))}`,
      ...test.problems.map((problem) => `        ${problem}`),
    ];
  });
  const passed = tests.filter(({ isPassed }) => isPassed).length;
  return [...lines, '', paint.bold(`${passed} passed, ${tests.length - passed} failed`)].join('\n');
}

/** Outcomes of tests as `test --json` prints them. */
export function testReport(tests: readonly TestOutcome[]): TestReport {
  return {
    tests: tests.map((test) => ({
      name: test.name,
      at: placeOf(test),
      passed: test.isPassed,
      problems: [...test.problems],
    })),
  };
}

function placeOf({ at }: TestOutcome): string {
  return typeof at === 'string' ? at : formatPlace(at);
}
