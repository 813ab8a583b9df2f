// Generated from schemas/alerts.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What is wrong and who was told, as `alerts list`, `alerts ack` and `alerts deliver` print it with --json.
 */
export interface AlertsReport {
  /**
   * Name of the project.
   */
  project: string;
  /**
   * When this was told, UTC.
   */
  instant: string;
  /**
   * Those that were asked for, the oldest first; of `alerts deliver` none.
   */
  discrepancies: AlertItem[];
  /**
   * What `alerts deliver` did; null for the other commands.
   */
  delivery: {
    /**
     * Every route of the project.
     */
    routes: AlertRoute[];
    /**
     * The exit code of the command.
     */
    exit: number;
  } | null;
}
/**
 * One discrepancy.
 *
 * This interface was referenced by `AlertsReport`'s JSON-Schema
 * via the `definition` "AlertItem".
 */
export interface AlertItem {
  /**
   * The same trouble has the same id in every run.
   */
  id: string;
  /**
   * What routes select by.
   */
  kind: 'failure' | 'hold' | 'fight' | 'incomplete-read' | 'stopped' | 'not-run';
  /**
   * What exactly happened; see the page of codes.
   */
  code: string;
  /**
   * Where it stands.
   */
  state: 'open' | 'parked' | 'quarantined' | 'held' | 'resolved';
  /**
   * How grave.
   */
  severity: 'error' | 'warning';
  /**
   * Entity; null when it is about none.
   */
  entity: string | null;
  /**
   * System; null when it is about none.
   */
  system: string | null;
  /**
   * Key of the record, or its fingerprint where the key is classified; null when it is about no single record.
   */
  key: string | null;
  /**
   * Canonical field; null when it is about the record.
   */
  field: string | null;
  /**
   * System that owns the field or the record.
   */
  owner: string | null;
  /**
   * Group that may decide; null where nobody is named.
   */
  from: string | null;
  /**
   * A sentence without any value.
   */
  detail: string;
  /**
   * When it was first seen, UTC.
   */
  since: string;
  /**
   * When it was last seen, UTC.
   */
  last: string;
  /**
   * How often it was seen.
   */
  count: number;
  /**
   * Run that saw it last.
   */
  run: string | null;
  /**
   * Shows or fixes it.
   */
  command: string;
  /**
   * Who looks after it; null while nobody said so.
   */
  acknowledged: {
    /**
     * Who.
     */
    by: string;
    /**
     * When, UTC.
     */
    at: string;
    /**
     * What they said.
     */
    reason: string | null;
  } | null;
  /**
   * Its changes of state, the oldest first.
   */
  alerts: AlertRow[];
}
/**
 * One change of state.
 *
 * This interface was referenced by `AlertsReport`'s JSON-Schema
 * via the `definition` "AlertRow".
 */
export interface AlertRow {
  /**
   * The id by which channels drop doubles.
   */
  id: string;
  /**
   * The state that it tells.
   */
  state: 'open' | 'acknowledged' | 'resolved';
  /**
   * When, UTC.
   */
  at: string;
  /**
   * Route to the instant at which it took the alert.
   */
  delivered: {
    [k: string]: string;
  };
  /**
   * Routes that want it and have not got it.
   */
  waiting: string[];
}
/**
 * One route, after a delivery.
 *
 * This interface was referenced by `AlertsReport`'s JSON-Schema
 * via the `definition` "AlertRoute".
 */
export interface AlertRoute {
  /**
   * Name of the route.
   */
  route: string;
  /**
   * What carries it.
   */
  channel: 'email' | 'slack' | 'webhook' | 'github';
  /**
   * Alerts that it took now.
   */
  sent: number;
  /**
   * Alerts that it did not take now.
   */
  failed: number;
  /**
   * Alerts that were not tried: their time has not come, or there was none left.
   */
  waiting: number;
  /**
   * When the first of those that wait is due, UTC; null when none waits.
   */
  next: string | null;
  /**
   * What went wrong.
   */
  problems: AlertProblem[];
}
/**
 * Why something was not delivered, or not to everybody.
 *
 * This interface was referenced by `AlertsReport`'s JSON-Schema
 * via the `definition` "AlertProblem".
 */
export interface AlertProblem {
  /**
   * Stable code.
   */
  code: string;
  /**
   * How grave.
   */
  severity: 'error' | 'warning' | 'info';
  /**
   * A sentence.
   */
  summary: string;
  /**
   * What, and what to do.
   */
  detail: string;
}
