import type { Digests } from '../model/digest.ts';
import { ConcordatError } from '../model/error.ts';
import type { Change, Finding, PlanDocument, PlanHeader, Summary } from '../model/generated/plan.ts';
import { canonicalText, planDigest } from './digest.ts';

/** The plan as the NDJSON lines of its file: header, changes, findings, footer (design §4). Each line ends in a newline. */
export function planFileLines(plan: PlanDocument, digests: Digests): string[] {
  const lines = [
    line({ type: 'header', ...plan.header }),
    ...plan.changes.map((change) => line({ type: 'change', ...change })),
    ...plan.findings.map((finding) => line({ type: 'finding', ...finding })),
  ];
  const file_digest = digests.sha256(lines.join(''));
  const footer = {
    type: 'footer',
    changes: plan.changes.length,
    findings: plan.findings.length,
    summary: plan.summary,
    digest: plan.header.digest,
    file_digest,
  };
  return [...lines, line({ ...footer, mac: macOf(digests, footer) })];
}

/** Reads a plan file. Throws PLAN_TAMPERED when a digest or a count does not fit, PLAN_UNREADABLE when it is no plan; exit 1. */
export function parsePlanFile(text: string, digests: Digests): PlanDocument {
  const cut = text.trimEnd().lastIndexOf('\n');
  const footer = parseLine(text.slice(cut + 1));
  if (footer['type'] !== 'footer' || cut < 0)
    throw unreadable('its last line is not a footer; the file is cut off or no plan');
  const body = text.slice(0, cut + 1);
  if (digests.sha256(body) !== footer['file_digest']) throw tampered('its content does not fit its file digest');
  const rows = body.trimEnd().split('\n').map(parseLine);
  const [header] = rows;
  if (header === undefined || header['type'] !== 'header') throw unreadable('its first line is not a header');
  if (header['format'] !== 'concordat-plan/1') throw unreadable('its format is not one that this version knows');
  // Digests tell of accidents; only who has the key can make a plan. With another key the plan may be looked at, and is not applied.
  if (header['key_id'] === digests.keyId && footer['mac'] !== macOf(digests, footer))
    throw tampered('it was not made with the key of this project');
  const plan = {
    header: without(header) as unknown as PlanHeader,
    changes: rows.filter((row) => row['type'] === 'change').map((row) => without(row) as unknown as Change),
    findings: rows.filter((row) => row['type'] === 'finding').map((row) => without(row) as unknown as Finding),
    summary: footer['summary'] as Summary,
  };
  if (plan.changes.length !== footer['changes'] || plan.findings.length !== footer['findings'])
    throw tampered('its counts do not fit');
  const digest = planDigest(digests, plan.header, plan.changes, plan.findings);
  if (digest !== footer['digest'] || digest !== plan.header.digest)
    throw tampered('its content does not fit its digest');
  return plan;
}

/** The code over a footer, which names the digest of all lines before it. */
function macOf(digests: Digests, { mac: _mac, ...footer }: Readonly<Record<string, unknown>>): string {
  return digests.hmac(`concordat-plan-file/1\n${canonicalText(footer)}`);
}

function line(row: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify(row)}\n`;
}

function parseLine(text: string): Record<string, unknown> {
  try {
    const row: unknown = JSON.parse(text);
    if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Record<string, unknown>;
  } catch (cause) {
    throw new ConcordatError('PLAN_UNREADABLE', 'The plan file cannot be read: a line of it is not JSON.', {
      cause,
      advice: ADVICE,
    });
  }
  throw unreadable('a line of it is not an object');
}

function without(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { type: _type, ...rest } = row;
  return rest;
}

const ADVICE = 'Make a new plan: concordat plan --out FILE.';

function unreadable(why: string): ConcordatError {
  return new ConcordatError('PLAN_UNREADABLE', `The plan file cannot be read: ${why}.`, { advice: ADVICE });
}

function tampered(why: string): ConcordatError {
  return new ConcordatError(
    'PLAN_TAMPERED',
    `The plan file was changed after it was made: ${why}. Nothing was written.`,
    { advice: ADVICE },
  );
}
