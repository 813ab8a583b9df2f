import type { Alert, Discrepancy } from '../model/discrepancy.ts';
import type { AlertMessage } from '../model/notifier.ts';
import type { Json } from '../model/value.ts';
import { codeSpan, escapeMarkdown, escapeText, escapeValue } from './escape.ts';
import { cutEnd } from './width.ts';
import { countOf, formatCount, startLarge } from './words.ts';

/** What a message tells. Values of records are not in it: a discrepancy holds none. */
export interface AlertFacts {
  readonly project: string;
  /** The id of the message. */
  readonly id: string;
  readonly alerts: readonly [Alert, ...Alert[]];
  readonly alike: AlertMessage['alike'];
  /** People who look after the field's meaning. */
  readonly stewards: readonly string[];
}

/** Keys that a message of a group lists. */
const MOST_KEYS = 20;
const MOST_KEY_LENGTH = 120;
const MOST_SUBJECT = 150;

const STATES: Readonly<Record<Alert['state'], string>> = {
  open: 'open',
  acknowledged: 'acknowledged',
  resolved: 'resolved',
};

/** One alert, or many alike, as every channel tells it. */
export function renderAlertMessage(facts: AlertFacts): AlertMessage {
  const { project, id, alerts, alike } = facts;
  const [{ state, about }] = alerts;
  const newest = alerts.reduce((last, alert) => (alert.at > last.at ? alert : last), alerts[0]);
  const lines = alike.isGroup ? groupLines(facts) : singleLines(facts);
  return {
    id,
    project,
    state,
    severity: about.severity,
    at: newest.at,
    subject: cutEnd(subjectOf(facts), MOST_SUBJECT),
    text: renderText(facts, lines),
    markdown: renderMarkdown(facts, lines),
    data: dataOf(facts, newest),
    alerts: alerts.map((alert) => ({ id: alert.id, discrepancy: alert.discrepancy, since: alert.about.since })),
    alike,
  };
}

/** A message that only says that the route works. */
export function renderTestMessage(facts: {
  readonly project: string;
  readonly route: string;
  readonly id: string;
  readonly now: string;
  readonly state: Alert['state'];
}): AlertMessage {
  const { project, route, id, now, state } = facts;
  const sentence = 'A test. Alerts of this project will look like this; nothing is wrong.';
  return {
    id: `test:${id}:${state}`,
    project,
    state,
    severity: 'warning',
    at: now,
    subject: `Test of route ${escapeValue(route)}`,
    text: `${sentence}\n\nProject  ${escapeValue(project)}\nRoute    ${escapeValue(route)}\n`,
    markdown: `${sentence}\n\n- Project: ${codeSpan(escapeValue(project))}\n- Route: ${codeSpan(escapeValue(route))}\n`,
    data: { project, route, state, test: true },
    alerts: [{ id: `test:${id}:${state}`, discrepancy: `test:${id}`, since: now }],
    alike: { id: `test:${id}`, isGroup: false, remaining: 0 },
  };
}

function subjectOf(facts: AlertFacts): string {
  const [{ state, about }] = facts.alerts;
  const what = `${about.kind} ${escapeValue(about.code)}`;
  if (facts.alike.isGroup)
    return `${startLarge(STATES[state])}: ${formatCount(facts.alerts.length)} × ${what}${placeText({ ...about, field: null }, null)}`;
  return `${startLarge(STATES[state])}: ${what}${placeText(about, about.key)}`;
}

/** `, customer 00042 in erp`. */
function placeText({ entity, system, field }: Discrepancy, key: string | null): string {
  const record = entity === '' ? '' : `, ${escapeValue(entity)}${key === null ? '' : ` ${keyText(key)}`}`;
  const part = field === null ? '' : `, ${escapeValue(field)}`;
  return `${record}${part}${system === '' ? '' : ` in ${escapeValue(system)}`}`;
}

type Line = readonly [label: string, value: string];

function singleLines({ alerts: [alert], stewards }: AlertFacts): readonly Line[] {
  const { about, by } = alert;
  const record = about.entity === '' ? '' : `${about.entity}${about.key === null ? '' : ` ${keyText(about.key)}`}`;
  const told: readonly Line[] = [
    ['Record', record],
    ['System', about.system],
    ['Field', about.field ?? ''],
    ['Error', about.code],
    [
      'Owner',
      [about.owner ?? '', stewards.length === 0 ? '' : `steward ${stewards.join(', ')}`].filter(isText).join('; '),
    ],
    ['Waits for', about.from ?? ''],
    ['Since', clockOf(about.since)],
    ['Seen', `${countOf(about.count, 'time')}, last ${clockOf(about.last)}`],
    ['Run', about.run ?? ''],
    ['State', alert.state === 'resolved' ? 'resolved' : about.state],
    ['By', by === undefined ? '' : [by.actor, by.reason ?? ''].filter(isText).join(': ')],
    ['Do', alert.state === 'resolved' ? '' : about.command],
  ];
  return told.filter(([, value]) => isText(value));
}

function groupLines(facts: AlertFacts): readonly Line[] {
  const { alerts, stewards, alike } = facts;
  const [{ about, state }] = alerts;
  const told: readonly Line[] = [
    ['Count', formatCount(alerts.length)],
    ['Entity', about.entity],
    ['System', about.system],
    ['Error', about.code],
    [
      'Owner',
      [about.owner ?? '', stewards.length === 0 ? '' : `steward ${stewards.join(', ')}`].filter(isText).join('; '),
    ],
    ['Waits for', about.from ?? ''],
    ['Since', clockOf(oldestOf(facts))],
    ['Run', about.run ?? ''],
    ['State', state],
    ['Left', `${formatCount(alike.remaining)} not resolved`],
    ['Do', listCommand(about)],
  ];
  return told.filter(([, value]) => isText(value));
}

function oldestOf({ alerts }: AlertFacts): string {
  return alerts.reduce((least, { about }) => (about.since < least ? about.since : least), alerts[0].about.since);
}

/** The command that lists what is alike. */
function listCommand({ kind, code, entity, system }: Discrepancy): string {
  const of = (flag: string, value: string): string => (value === '' ? '' : ` --${flag} ${value}`);
  return `concordat alerts list${of('kind', kind)}${of('code', code)}${of('entity', entity)}${of('system', system)}`;
}

function keysOf({ alerts }: AlertFacts): readonly string[] {
  return alerts.flatMap(({ about }) => (about.key === null ? [] : [about.key])).slice(0, MOST_KEYS);
}

function renderText(facts: AlertFacts, lines: readonly Line[]): string {
  const [{ about, id }] = facts.alerts;
  const width = Math.max(...lines.map(([label]) => label.length));
  const keys = facts.alike.isGroup ? keysOf(facts) : [];
  const rest = facts.alerts.length - keys.length;
  return [
    escapeText(about.detail),
    '',
    ...lines.map(([label, value]) => `${label.padEnd(width)}  ${escapeText(value)}`),
    ...(keys.length === 0 ? [] : ['', ...keys.map((key) => `  ${keyText(key)}`)]),
    ...(keys.length === 0 || rest <= 0 ? [] : [`  and ${formatCount(rest)} more`]),
    '',
    `Alert ${escapeText(facts.alike.isGroup ? facts.id : id)} of ${escapeText(facts.project)}`,
    '',
  ].join('\n');
}

function renderMarkdown(facts: AlertFacts, lines: readonly Line[]): string {
  const [{ about }] = facts.alerts;
  const keys = facts.alike.isGroup ? keysOf(facts) : [];
  const rest = facts.alerts.length - keys.length;
  return [
    `What: ${escapeMarkdown(escapeText(about.detail))}`,
    '',
    ...lines.map(([label, value]) => `- ${label}: ${codeSpan(value)}`),
    ...(keys.length === 0 ? [] : ['', 'Records:', '', ...keys.map((key) => `- ${codeSpan(keyText(key))}`)]),
    ...(keys.length === 0 || rest <= 0 ? [] : [`- and ${formatCount(rest)} more`]),
    '',
  ].join('\n');
}

/** What programs get. Keys stay as they are stored. */
function dataOf(facts: AlertFacts, newest: Alert): Readonly<Record<string, Json>> {
  const [{ about, state, by }] = facts.alerts;
  const { isGroup, remaining } = facts.alike;
  const only = <T>(value: T): T | null => (isGroup ? null : value);
  return {
    project: facts.project,
    state,
    kind: about.kind,
    code: about.code,
    severity: about.severity,
    detail: about.detail,
    entity: about.entity === '' ? null : about.entity,
    system: about.system === '' ? null : about.system,
    key: only(about.key),
    field: only(about.field),
    owner: about.owner,
    stewards: [...facts.stewards],
    from: about.from,
    since: oldestOf(facts),
    last: newest.about.last,
    run: about.run,
    discrepancy: only(about.id),
    acknowledged: by === undefined ? null : { by: by.actor, reason: by.reason },
    command: isGroup ? listCommand(about) : about.command,
    count: facts.alerts.length,
    keys: [...keysOf(facts)],
    remaining,
    alerts: facts.alerts.map(({ id }) => id),
  };
}

function keyText(key: string): string {
  return cutEnd(escapeValue(key), MOST_KEY_LENGTH);
}

/** `2026-11-22 12:04:11 UTC`. */
function clockOf(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
}

function isText(text: string): boolean {
  return text !== '';
}
