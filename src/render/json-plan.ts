import type { PlanDocument } from '../model/generated/plan.ts';

/**
 * A plan as one JSON document, in pieces, so that a large one is never one string: header and summary indented, changes and
 * findings one per line. Parses to the same value as `JSON.stringify(plan)`. Ends in a line break.
 */
export function* renderPlanJson(plan: PlanDocument): Iterable<string> {
  yield `{\n  "header": ${indented(plan.header)},\n  "changes": `;
  yield* renderList(plan.changes);
  yield ',\n  "findings": ';
  yield* renderList(plan.findings);
  yield `,\n  "summary": ${indented(plan.summary)}\n}\n`;
}

function* renderList(items: readonly unknown[]): Iterable<string> {
  if (items.length === 0) {
    yield '[]';
    return;
  }
  let separator = '[\n    ';
  for (const item of items) {
    yield separator + JSON.stringify(item);
    separator = ',\n    ';
  }
  yield '\n  ]';
}

function indented(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
}
