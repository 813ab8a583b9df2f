import type { ConnectionKey } from './connector.ts';
import type { Alert, Discrepancy } from './discrepancy.ts';
import type { Json } from './value.ts';
import type { World } from './world.ts';

/** What one delivery tells: one alert, or many alike. Escaped already, except where a channel's own notation needs more. */
export interface AlertMessage {
  /** The alert's id, or one made of the ids of its alerts: the same alerts have the same id in every attempt. */
  readonly id: string;
  readonly project: string;
  readonly state: Alert['state'];
  readonly severity: Discrepancy['severity'];
  /** UTC ISO instant of the newest of its alerts. */
  readonly at: string;
  /** One line, without the name of the project. */
  readonly subject: string;
  /** Plain text of several lines. */
  readonly text: string;
  /** The same in Markdown, inert: no value in it is a link, a mention or HTML. */
  readonly markdown: string;
  /** The same for programs. */
  readonly data: Readonly<Record<string, Json>>;
  /** What it is about, at least one. */
  readonly alerts: readonly {
    readonly id: string;
    readonly discrepancy: string;
    /** UTC ISO instant at which the trouble was first seen. */
    readonly since: string;
  }[];
  /** Those alike: same kind, code, entity and system. */
  readonly alike: {
    readonly id: string;
    /** True when the message stands for all its alerts. */
    readonly isGroup: boolean;
    /** How many of those alike are not resolved. */
    readonly remaining: number;
  };
}

/** One open channel. Delivers each message at least once; what it can, it delivers once. */
export interface Notifier {
  /**
   * Resolves when the channel took the message, with sentences about what it did not take in full, else with none. Throws a
   * ConcordatError when it did not; `retryAfterMs` when the channel said so.
   */
  send(message: AlertMessage, signal: AbortSignal): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What a channel is opened with. */
export interface NotifierOptions {
  readonly route: string;
  /** The target of the route with its references resolved; keys as in `NotifierPlugin.target`. */
  readonly target: Readonly<Record<string, unknown>>;
  /** Certificates of an authority of one's own, PEM, or null. */
  readonly ca: string | null;
  readonly world: World;
  /** Sends over HTTP within the rules of addresses; nothing else may. */
  readonly http: HttpSend;
  /** Looks up a host. Throws NOTIFY_ADDRESS for one in a private network, unless the route allows it. */
  readonly addressOf: (host: string) => Promise<{ readonly address: string; readonly isLoopback: boolean }>;
}

/** A notifier before it is opened: the default export of a plugin. */
export interface NotifierPlugin {
  readonly name: string;
  /** Keys of the target beside `ca` and `allow_private`, in the words of connectors. */
  readonly target: Readonly<Record<string, ConnectionKey>>;
  open(options: NotifierOptions): Promise<Notifier>;
}

/** One request. Redirects are never followed. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as UTF-8. */
  readonly body?: string;
  /** Most bytes of the answer that are read. 0, the default: the answer is not read at all. */
  readonly answerBytes?: number;
}

/** An answer with a 2xx status. */
export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

/** Resolves with a 2xx answer, else throws a ConcordatError: NOTIFY_REFUSED, NOTIFY_LOGIN, NOTIFY_LIMIT, NOTIFY_UNREACHABLE, … */
export type HttpSend = (request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;
