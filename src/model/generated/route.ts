// Generated from schemas/route.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * One name or a list of names.
 *
 * @minItems 1
 *
 * This interface was referenced by `RouteManifest`'s JSON-Schema
 * via the `definition` "Names".
 */
export type Names = string | string[];
/**
 * Path of a PEM file, relative to the project.
 *
 * This interface was referenced by `RouteManifest`'s JSON-Schema
 * via the `definition` "Ca".
 */
export type Ca = string;
/**
 * A reason in words.
 *
 * This interface was referenced by `RouteManifest`'s JSON-Schema
 * via the `definition` "AllowPrivate".
 */
export type AllowPrivate = string;
/**
 * An incoming webhook. Short form: its address.
 *
 * This interface was referenced by `RouteManifest`'s JSON-Schema
 * via the `definition` "Slack".
 */
export type SlackManifest =
  | string
  | {
      /**
       * Address of the incoming webhook, which is a secret: a reference.
       */
      url: string;
      allow_private?: AllowPrivate;
    };

/**
 * Where alerts go, and which of them: one channel, and what it wants to hear.
 */
export interface RouteManifest {
  /**
   * What this document declares.
   */
  kind: 'route';
  /**
   * Name of the route, unique among all documents of this kind. What was delivered is remembered under it.
   */
  name: string;
  /**
   * Name for people. Default: the name.
   */
  title?: string;
  /**
   * What a reader should know.
   */
  description?: string;
  to: Target;
  for?: Selection;
  /**
   * Changes of state that are told, one or a list. Default: open and resolved.
   *
   * @minItems 1
   */
  states?: string | ('open' | 'acknowledged' | 'resolved')[];
  /**
   * Alerts this route, as `not-run`, when no run ended within this time. Default: never.
   */
  heartbeat?: string;
}
/**
 * The one channel of the route: email, slack, webhook or github.
 */
export interface Target {
  email?: EmailManifest;
  slack?: SlackManifest;
  webhook?: WebhookManifest;
  github?: GithubManifest;
}
/**
 * Mail over SMTP. TLS is required and verified, except on loopback.
 *
 * This interface was referenced by `RouteManifest`'s JSON-Schema
 * via the `definition` "Email".
 */
export interface EmailManifest {
  /**
   * Name of the mail server.
   */
  host: string;
  /**
   * Its port. On 465 TLS begins at once, elsewhere with STARTTLS. Default: 587.
   */
  port?: number | string;
  /**
   * Login, when the server wants one.
   */
  user?: string;
  /**
   * Password of the login; a reference, never the password itself.
   */
  password?: string;
  /**
   * Address of the sender.
   */
  from: string;
  to: Names;
  ca?: Ca;
  allow_private?: AllowPrivate;
}
/**
 * An address that takes CloudEvents 1.0 in JSON, signed with HMAC-SHA-256.
 *
 * This interface was referenced by `RouteManifest`'s JSON-Schema
 * via the `definition` "Webhook".
 */
export interface WebhookManifest {
  /**
   * Address; https, or http on loopback.
   */
  url: string;
  /**
   * Key of the signature, at least 24 characters, or whsec_ and base64; a reference.
   */
  secret: string;
  ca?: Ca;
  allow_private?: AllowPrivate;
}
/**
 * Issues of one repository. The token needs the right to write issues.
 *
 * This interface was referenced by `RouteManifest`'s JSON-Schema
 * via the `definition` "GitHub".
 */
export interface GithubManifest {
  /**
   * Owner and name.
   */
  repository: string;
  /**
   * Token; a reference.
   */
  token: string;
  labels?: Names;
  /**
   * Base address of the API, for GitHub Enterprise. Default: https://api.github.com.
   */
  api?: string;
  ca?: Ca;
  allow_private?: AllowPrivate;
}
/**
 * Which alerts; every key that is given must fit. Default: all.
 */
export interface Selection {
  /**
   * Kinds of trouble, one or a list. Default: all.
   *
   * @minItems 1
   */
  kinds?: string | ('failure' | 'hold' | 'fight' | 'incomplete-read' | 'stopped' | 'not-run')[];
  entities?: Names;
  systems?: Names;
  /**
   * How grave, one or a list. Default: both.
   *
   * @minItems 1
   */
  severity?: string | ('error' | 'warning')[];
  owners?: Names;
}
