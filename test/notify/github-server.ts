import { type Answer, type ChannelServer, channelServer, type Seen } from './channel-server.ts';

/** An issue as the server keeps it. */
export interface KeptIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly isPull: boolean;
  readonly comments: string[];
  state: 'open' | 'closed';
  reason: string | null;
}

/** The part of GitHub's REST API that concerns issues, over a real HTTP server. */
export interface GitHubServer {
  readonly url: string;
  readonly seen: readonly Seen[];
  readonly issues: KeptIssue[];
  /** True: labels of new issues are dropped in silence, as for a token without push access. */
  dropsLabels: boolean;
  /** Answers everything. */
  refusal: Answer | null;
  /** Runs before an issue is made. */
  beforeCreate: () => Promise<void>;
  add(issue: Partial<KeptIssue>): KeptIssue;
  close(): Promise<void>;
}

/** Starts a server on a free port. */
export async function gitHubServer(): Promise<GitHubServer> {
  const server = await channelServer();
  const found: GitHubServer = {
    url: server.url,
    seen: server.seen,
    issues: [],
    dropsLabels: false,
    refusal: null,
    beforeCreate: () => Promise.resolve(),
    add: (issue) => {
      const made: KeptIssue = {
        title: '',
        body: '',
        labels: [],
        isPull: false,
        state: 'open',
        reason: null,
        ...issue,
        number: found.issues.length + 1,
        comments: [],
      };
      found.issues.push(made);
      return made;
    },
    close: () => server.close(),
  };
  server.answer = (request) => found.refusal ?? handle(found, request);
  delayCreation(found, server);
  return found;
}

/** What runs before an issue is made is awaited by holding back the answer to the request before it. */
function delayCreation(found: GitHubServer, server: ChannelServer): void {
  server.before = async ({ method, path }) => {
    if (method === 'POST' && path.endsWith('/issues')) await found.beforeCreate();
  };
}

function handle(found: GitHubServer, { method, path, body }: Seen): Answer {
  const url = new URL(path, 'http://x');
  const given = body === '' ? {} : (JSON.parse(body) as Readonly<Record<string, unknown>>);
  const [, number, comments] = /\/issues(?:\/(\d+)(\/comments)?)?$/.exec(url.pathname) ?? [];
  const issue = found.issues[Number(number) - 1];
  if (method === 'GET' && number === undefined) return json(200, page(found.issues.filter(fits(url)).map(shown), url));
  if (method === 'POST' && number === undefined) return json(201, shown(found.add(newIssue(found, given))));
  if (issue === undefined) return json(404, {});
  if (method === 'GET')
    return json(
      200,
      page(
        issue.comments.map((text) => ({ body: text })),
        url,
      ),
    );
  if (method === 'POST' && comments !== undefined) issue.comments.push(String(given['body']));
  if (method === 'PATCH') {
    issue.state = given['state'] === 'open' ? 'open' : 'closed';
    issue.reason = issue.state === 'open' ? null : String(given['state_reason']);
  }
  return json(200, shown(issue));
}

function fits(url: URL): (issue: KeptIssue) => boolean {
  const label = url.searchParams.get('labels');
  return ({ labels }) => label === null || labels.includes(label);
}

function newIssue({ dropsLabels }: GitHubServer, given: Readonly<Record<string, unknown>>): Partial<KeptIssue> {
  const labels = dropsLabels ? [] : (given['labels'] as readonly string[]);
  return { title: String(given['title']), body: String(given['body']), labels };
}

function shown({ isPull, comments: _comments, ...issue }: KeptIssue): unknown {
  return isPull ? { ...issue, pull_request: {} } : issue;
}

function page(all: readonly unknown[], { searchParams }: URL): readonly unknown[] {
  const size = Number(searchParams.get('per_page') ?? 30);
  const start = (Number(searchParams.get('page') ?? 1) - 1) * size;
  return all.slice(start, start + size);
}

function json(status: number, body: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
