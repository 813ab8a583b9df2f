// Generated from schemas/policy.schema.json by scripts/generate-types.mjs; edit the schema, then run npm run generate.

/**
 * What a plan may do at most, which changes wait for a person, and when systems may be written.
 */
export interface PolicyManifest {
  /**
   * What this document declares.
   */
  kind: 'policy';
  /**
   * Name of the policy, unique among all documents of this kind.
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
  /**
   * Who may decide for which group. A group that several policies name has the people of all; one that none names accepts anybody who claims it.
   */
  groups?: {
    /**
     * People of the group, as `CONCORDAT_ACTOR` or the CI names them.
     *
     * @minItems 1
     */
    [k: string]: string[];
  };
  /**
   * Caps on records per entity, system and action, checked before the first write and while running.
   */
  limits?: LimitManifest[];
  /**
   * Hold only the suspicious change.
   */
  guards?: GuardManifest[];
  /**
   * Changes that need a person's yes.
   */
  approvals?: ApprovalManifest[];
  /**
   * When systems may be written. Several windows of one system add up.
   */
  windows?: WindowManifest[];
  /**
   * How far a source may shrink between two reads and still count as read in full.
   */
  sources?: SourceManifest[];
}
/**
 * A cap. Both numbers given: the smaller stands.
 *
 * This interface was referenced by `PolicyManifest`'s JSON-Schema
 * via the `definition` "Limit".
 */
export interface LimitManifest {
  /**
   * Entity that it caps. Default: every entity, each on its own.
   */
  entity?: string;
  /**
   * System that it caps. Default: every system, each on its own.
   */
  system?: string;
  /**
   * Action that it caps; `clear` counts fields that become empty. Default: every action, each on its own.
   */
  action?: 'create' | 'update' | 'delete' | 'clear';
  /**
   * Most records.
   */
  max?: number;
  /**
   * Most records as a share of the live ones: a percentage, or a number from 0 to 1.
   */
  ratio?: string | number;
  /**
   * Group that may let one plan cross it. Default: anybody but who made the plan.
   */
  from?: string;
}
/**
 * Holds a change whose value moves suspiciously.
 *
 * This interface was referenced by `PolicyManifest`'s JSON-Schema
 * via the `definition` "Guard".
 */
export interface GuardManifest {
  /**
   * Entity that it is about.
   */
  entity: string;
  /**
   * Canonical field that it watches.
   */
  field: string;
  /**
   * Holds when after over before is above this, or under one over this.
   */
  factor?: number;
  /**
   * Holds a value below this.
   */
  minimum?: string | number;
  /**
   * Holds a value above this.
   */
  maximum?: string | number;
  /**
   * Allowed moves, from a value to one value or several; every other move is held.
   */
  transitions?: {
    /**
     * Values that may follow.
     */
    [k: string]: string | string[];
  };
  /**
   * `shape` holds a value in a form that no current value of the field has: letters where digits were, another number of digits, other punctuation. For codes and numbers, not for free text.
   */
  first_seen?: 'shape';
  /**
   * Group that decides.
   */
  hold_for: string;
}
/**
 * Changes that need a person's yes: of a term, of an entity, or of one of its fields.
 *
 * This interface was referenced by `PolicyManifest`'s JSON-Schema
 * via the `definition` "Approval".
 */
export interface ApprovalManifest {
  /**
   * Every field of this term.
   */
  term?: string;
  /**
   * Every change of this entity, or of one field of it.
   */
  entity?: string;
  /**
   * Field of the entity.
   */
  field?: string;
  /**
   * Only this action. Default: every action.
   */
  action?: 'create' | 'update' | 'delete';
  /**
   * Group that decides.
   */
  from: string;
  /**
   * How many people must say yes. Default 1.
   */
  count?: number;
  /**
   * True (default) when who made the change may not approve it.
   */
  four_eyes?: boolean;
  /**
   * How long a yes holds. Default: as long as the plan.
   */
  expires?: string;
}
/**
 * When one system may be written.
 *
 * This interface was referenced by `PolicyManifest`'s JSON-Schema
 * via the `definition` "Window".
 */
export interface WindowManifest {
  /**
   * System that it is about.
   */
  system: string;
  /**
   * Days, hours and time zone.
   */
  allow: string;
}
/**
 * How far one source may shrink between two reads and still count as read in full.
 *
 * This interface was referenced by `PolicyManifest`'s JSON-Schema
 * via the `definition` "Source".
 */
export interface SourceManifest {
  /**
   * Entity that is read.
   */
  entity: string;
  /**
   * System that it is read from.
   */
  system: string;
  /**
   * Least share of the records of the last complete read: a percentage, or a number from 0 to 1. Default 80%.
   */
  minimum: string | number;
}
