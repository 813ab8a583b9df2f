import { ConcordatError, type HttpSend } from 'concordat/connector';

/** An issue as far as it matters here. */
export interface Issue {
  readonly number: number;
  readonly isOpen: boolean;
  readonly body: string;
}

/** The part of GitHub's REST API that is used. Every call throws a ConcordatError when it is refused. */
export interface IssueApi {
  /** Issues and pull requests in the order of their numbers: those with a label, or those that changed since an instant. */
  list(filter: { readonly label: string } | { readonly since: string }, signal: AbortSignal): Promise<readonly Issue[]>;
  /** Bodies of an issue's comments since an instant. */
  comments(number: number, since: string, signal: AbortSignal): Promise<readonly string[]>;
  create(issue: NewIssue, signal: AbortSignal): Promise<Issue>;
  comment(number: number, body: string, signal: AbortSignal): Promise<void>;
  setState(number: number, state: IssueState, signal: AbortSignal): Promise<void>;
}

/** An issue to be made. */
export interface NewIssue {
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
}

/** What an issue is set to. */
export type IssueState = 'open' | 'completed' | 'not_planned';

const PAGE = 100;
const MOST_PAGES = 50;
/** A page of issues with bodies of 65,536 characters each, at four bytes. */
const MOST_BYTES = 32 * 1024 * 1024;

/** The API of one repository. `base` ends with `/repos/OWNER/NAME`. */
export function issueApi(access: { readonly base: string; readonly token: string; readonly http: HttpSend }): IssueApi {
  const { base, token, http } = access;
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'x-github-api-version': '2022-11-28',
    'content-type': 'application/json; charset=utf-8',
  };
  const get = async (path: string, signal: AbortSignal): Promise<unknown> => {
    const answer = await http({ method: 'GET', url: base + path, headers, answerBytes: MOST_BYTES }, signal);
    return parsed(answer.text);
  };
  const all = async (path: string, signal: AbortSignal): Promise<readonly unknown[]> => {
    const found: unknown[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const items = await get(`${path}&per_page=${PAGE}&page=${page}`, signal);
      if (!Array.isArray(items)) throw notUnderstood();
      found.push(...(items as readonly unknown[]));
      if (items.length < PAGE) return found;
    }
    throw tooMany();
  };
  return {
    list: async (filter, signal) => {
      const by = 'label' in filter ? `labels=${encodeURIComponent(filter.label)}` : `since=${filter.since}`;
      const items = await all(`/issues?state=all&sort=created&direction=asc&${by}`, signal);
      return items.flatMap((item) => toIssue(item) ?? []).sort((a, b) => a.number - b.number);
    },
    comments: async (number, since, signal) =>
      (await all(`/issues/${number}/comments?since=${since}`, signal)).map((item) => textOf(item, 'body')),
    create: async (issue, signal) => {
      const body = JSON.stringify(issue);
      const answer = await http(
        { method: 'POST', url: `${base}/issues`, headers, body, answerBytes: MOST_BYTES },
        signal,
      );
      const made = toIssue(parsed(answer.text));
      if (made === null) throw notUnderstood();
      return made;
    },
    comment: async (number, text, signal) => {
      const body = JSON.stringify({ body: text });
      await http({ method: 'POST', url: `${base}/issues/${number}/comments`, headers, body }, signal);
    },
    setState: async (number, state, signal) => {
      const body = JSON.stringify(state === 'open' ? { state: 'open' } : { state: 'closed', state_reason: state });
      await http({ method: 'PATCH', url: `${base}/issues/${number}`, headers, body }, signal);
    },
  };
}

function toIssue(item: unknown): Issue | null {
  if (typeof item !== 'object' || item === null || !('number' in item) || typeof item.number !== 'number') return null;
  if ('pull_request' in item) return null;
  return { number: item.number, isOpen: textOf(item, 'state') !== 'closed', body: textOf(item, 'body') };
}

function textOf(item: unknown, key: string): string {
  const value = (item as Readonly<Record<string, unknown>> | null)?.[key];
  return typeof value === 'string' ? value : '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notUnderstood();
  }
}

function notUnderstood(): ConcordatError {
  return new ConcordatError('NOTIFY_ANSWER', 'The answer of the channel is not that of the GitHub API.', {
    advice: 'Check "api" of the route; for GitHub Enterprise it ends with /api/v3.',
  });
}

function tooMany(): ConcordatError {
  return new ConcordatError('NOTIFY_ANSWER', 'The repository has too many issues to look through.', {
    advice: 'Give alerts a repository of their own.',
  });
}
