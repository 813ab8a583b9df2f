import type { Finding } from '../model/generated/plan.ts';
import { escapeValue } from './escape.ts';
import { showKey } from './show-value.ts';

/** Findings of one code, errors first, then the most frequent. */
export interface LikeFindings {
  readonly code: string;
  readonly severity: Finding['severity'];
  readonly summary: string;
  readonly findings: readonly Finding[];
}

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'info'];

/** Groups findings by severity and code. */
export function groupFindings(findings: readonly Finding[]): LikeFindings[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${SEVERITIES.indexOf(finding.severity)} ${finding.code}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map(toGroup).sort(bySeverity);
}

/** True for a finding that makes apply refuse the whole plan. */
export function isRefusal(finding: Finding): boolean {
  return finding.severity === 'error' && finding.code.startsWith('LIMIT_');
}

/** `customer ALFKI in crm, field email`, as far as the finding names them. */
export function subjectOf(finding: Finding): string {
  const parts = [
    ...(finding.entity === null ? [] : [escapeValue(finding.entity)]),
    ...(finding.key === undefined ? [] : [showKey(finding.key)]),
    ...(finding.system === undefined ? [] : [`in ${escapeValue(finding.system)}`]),
  ];
  const field = finding.field === undefined ? '' : `, field ${escapeValue(finding.field)}`;
  return parts.join(' ') + (parts.length === 0 ? field.slice(2) : field);
}

function toGroup(findings: readonly Finding[]): LikeFindings {
  const [first] = findings;
  return { code: first?.code ?? '', severity: first?.severity ?? 'info', summary: first?.summary ?? '', findings };
}

function bySeverity(a: LikeFindings, b: LikeFindings): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.findings.length - a.findings.length;
}
