import type { PlanDocument } from '../model/generated/plan.ts';
import { codeSpan, escapeMarkdown } from './escape.ts';
import { headlineOf, isReleased } from './headline.ts';
import { groupForComment, renderChanges } from './markdown-changes.ts';
import { markerOf, renderCoverage, renderFindingsSection, renderFooter, renderMatrix } from './markdown-coverage.ts';
import type { Detail } from './markdown-detail.ts';
import { groupWaits, renderDeletes, renderWaits } from './markdown-waits.ts';
import { totalsLine } from './plan-totals.ts';

/** GitHub allows 65,536 characters in a comment. */
const DEFAULT_LIMIT = 60_000;

/** From everything down to what is never left out: samples go first, then small groups, then the matrix. */
const DETAILS: readonly Detail[] = [
  { samples: 3, groups: 1000, deletes: 2000, hasMatrix: true, hasSections: true },
  { samples: 1, groups: 1000, deletes: 2000, hasMatrix: true, hasSections: true },
  { samples: 0, groups: 1000, deletes: 2000, hasMatrix: true, hasSections: true },
  { samples: 0, groups: 100, deletes: 300, hasMatrix: true, hasSections: true },
  { samples: 0, groups: 30, deletes: 100, hasMatrix: true, hasSections: true },
  { samples: 0, groups: 10, deletes: 30, hasMatrix: true, hasSections: true },
  { samples: 0, groups: 3, deletes: 10, hasMatrix: true, hasSections: true },
  { samples: 0, groups: 3, deletes: 10, hasMatrix: false, hasSections: true },
  { samples: 0, groups: 0, deletes: 0, hasMatrix: false, hasSections: true },
  { samples: 0, groups: 0, deletes: 0, hasMatrix: false, hasSections: false },
];

/** How to write a plan as a comment. */
export interface PlanMarkdownOptions {
  /** Most characters of the result. Default 60,000; a limit under about 500 still gives headline and totals. */
  readonly limit?: number;
  /** Heading above the headline; none by default. */
  readonly heading?: string;
}

/**
 * A plan as a comment on a pull request, in a fixed order: headline, totals, systems × entities, deletes, what waits, changes,
 * findings, coverage, digest. Every value is inert, and the text stays under the limit: samples go first, totals never.
 */
export function renderPlanMarkdown(plan: PlanDocument, options: PlanMarkdownOptions = {}): string {
  const limit = options.limit ?? DEFAULT_LIMIT;
  const write = writerOf(plan, options.heading);
  for (const [index, detail] of DETAILS.entries()) {
    const text = write(detail, index >= 3);
    if (text.length <= limit) return text;
  }
  return `${[...renderTop(plan, undefined), markerOf(plan.header.project)].join('\n')}\n`;
}

function writerOf(plan: PlanDocument, heading: string | undefined): (detail: Detail, isShortened: boolean) => string {
  const groups = groupForComment(plan.changes);
  const waits = groupWaits(plan.changes);
  const deletes = plan.changes.filter((change) => change.action === 'delete' && isReleased(change));
  return (detail, isShortened) => {
    const sections = [
      ...(detail.hasMatrix ? renderMatrix(plan) : []),
      ...renderDeletes(deletes, detail),
      ...renderWaits(waits, detail),
      ...renderChanges(groups, detail),
      ...renderFindingsSection(plan.findings, detail),
      ...renderCoverage(plan),
    ];
    const note = isShortened ? [`Shortened to fit here; ${codeSpan('concordat show PLAN')} tells everything.`, ''] : [];
    return `${[...renderTop(plan, heading), ...note, ...(detail.hasSections ? sections : []), ...renderFooter(plan)].join('\n')}\n`;
  };
}

/** What no limit takes away. */
function renderTop(plan: PlanDocument, heading: string | undefined): string[] {
  const title = heading === undefined ? [] : [`## ${escapeMarkdown(heading.slice(0, 200))}`, ''];
  return [...title, `**${headlineOf(plan)}**`, '', totalsLine(plan), ''];
}
