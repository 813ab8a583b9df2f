import type { AlertMessage, Notifier } from 'concordat/connector';
import type { Issue, IssueApi } from './issue-api.ts';

/** On every issue that is made here, so that it is found again. */
const LABEL = 'concordat';
/** How far two clocks may be apart. */
const CLOCKS_MS = 3_600_000;
const MOST_TITLE = 240;

/**
 * Opens one issue for a discrepancy, or for many that are alike, comments on it when its state changes, and closes it when it is
 * resolved. Issues are found again by a hidden marker, by their label and, before one is made, also without it.
 */
export function issueNotifier(api: IssueApi, labels: readonly string[]): Notifier {
  const work: Work = { api, labels: [LABEL, ...labels.filter((label) => label !== LABEL)], known: { issues: null } };
  return {
    send: async (message, signal) => {
      if (message.state === 'open') await open(work, message, signal);
      else await follow(work, message, signal);
      return [];
    },
    close: () => Promise.resolve(),
  };
}

interface Work {
  readonly api: IssueApi;
  readonly labels: readonly string[];
  /** Issues with the label, read once. */
  readonly known: { issues: readonly Issue[] | null };
}

async function open(work: Work, message: AlertMessage, signal: AbortSignal): Promise<void> {
  const found = await find(work, threadOf(message), signal);
  if (found !== undefined) {
    await say(work, found, message, signal);
    if (!found.isOpen) await setState(work, found, 'open', signal);
    return;
  }
  const since = new Date(Date.parse(oldest(message)) - CLOCKS_MS).toISOString();
  const unlabelled = withMarker(await work.api.list({ since }, signal), threadOf(message));
  if (unlabelled !== undefined) {
    remember(work, unlabelled);
    await say(work, unlabelled, message, signal);
    return;
  }
  const made = await work.api.create(newIssue(work, message), signal);
  await withdrawDouble(work, made, message, signal);
}

/** Two deliveries at once may both have found nothing: the issue with the larger number gives way. */
async function withdrawDouble(work: Work, made: Issue, message: AlertMessage, signal: AbortSignal): Promise<void> {
  const since = new Date(Date.parse(oldest(message)) - CLOCKS_MS).toISOString();
  const first = withMarker(await work.api.list({ since }, signal), threadOf(message)) ?? made;
  remember(work, first);
  if (first.number < made.number) await work.api.setState(made.number, 'not_planned', signal);
}

/** Acknowledged or resolved: told on the issue, which is closed when nothing of it is left. */
async function follow(work: Work, message: AlertMessage, signal: AbortSignal): Promise<void> {
  const isResolved = message.state === 'resolved';
  if (!message.alike.isGroup) {
    const own = await find(work, threadOf(message), signal);
    if (own !== undefined) {
      await say(work, own, message, signal);
      if (isResolved && own.isOpen) await setState(work, own, 'completed', signal);
      return;
    }
  }
  const group = await find(work, `group:${message.alike.id}`, signal);
  if (group !== undefined && group.isOpen) {
    await say(work, group, message, signal);
    if (isResolved && message.alike.remaining === 0) await setState(work, group, 'completed', signal);
  }
  if (message.alike.isGroup && isResolved) await closeMembers(work, message, signal);
}

/** Members of a group may have issues of their own, from when they were few. */
async function closeMembers(work: Work, { alerts }: AlertMessage, signal: AbortSignal): Promise<void> {
  for (const { discrepancy } of alerts) {
    const own = await find(work, discrepancy, signal);
    if (own?.isOpen === true) await setState(work, own, 'completed', signal);
  }
}

/** Comments, unless the issue tells of this message already: an earlier attempt may have got so far. */
async function say(work: Work, issue: Issue, message: AlertMessage, signal: AbortSignal): Promise<void> {
  const marker = markerOf('alert', message.id);
  if (issue.body.includes(marker)) return;
  const since = new Date(Date.parse(message.at) - CLOCKS_MS).toISOString();
  const told = await work.api.comments(issue.number, since, signal);
  if (told.some((body) => body.includes(marker))) return;
  const text = `**${titleWord(message.state)}**\n\n${message.markdown}\n${marker}\n`;
  await work.api.comment(issue.number, text, signal);
}

async function setState(work: Work, issue: Issue, state: 'open' | 'completed', signal: AbortSignal): Promise<void> {
  await work.api.setState(issue.number, state, signal);
  remember(work, { ...issue, isOpen: state === 'open' });
}

async function find(work: Work, thread: string, signal: AbortSignal): Promise<Issue | undefined> {
  work.known.issues ??= await work.api.list({ label: LABEL }, signal);
  return withMarker(work.known.issues, thread);
}

/** The issue with the lowest number wins: a copy of a marker somewhere else changes nothing. */
function withMarker(issues: readonly Issue[], thread: string): Issue | undefined {
  const marker = markerOf('about', thread);
  return issues.find(({ body }) => body.includes(marker));
}

function remember(work: Work, issue: Issue): void {
  const others = (work.known.issues ?? []).filter(({ number }) => number !== issue.number);
  work.known.issues = [...others, issue].sort((a, b) => a.number - b.number);
}

function newIssue({ labels }: Work, message: AlertMessage): { title: string; body: string; labels: readonly string[] } {
  const title = message.subject.replaceAll('@', '＠').slice(0, MOST_TITLE);
  const markers = `${markerOf('about', threadOf(message))}\n${markerOf('alert', message.id)}`;
  return { title, body: `${message.markdown}\n${markers}\n`, labels };
}

/** What an issue is about: a discrepancy, or those that are alike. */
function threadOf({ alike, alerts }: AlertMessage): string {
  return alike.isGroup ? `group:${alike.id}` : (alerts[0]?.discrepancy ?? '');
}

function markerOf(kind: 'about' | 'alert', id: string): string {
  return `<!-- concordat:${kind} ${id.replaceAll(/[^\w:.]/g, '')} -->`;
}

function oldest({ alerts, at }: AlertMessage): string {
  return alerts.reduce((least, { since }) => (since < least ? since : least), at);
}

function titleWord(state: AlertMessage['state']): string {
  return state === 'open' ? 'Open again' : `${state.slice(0, 1).toUpperCase()}${state.slice(1)}`;
}
