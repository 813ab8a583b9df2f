import type { VersionColumn } from './connector.ts';
import type { Place } from './diagnostic.ts';
import type { Alert, Discrepancy } from './discrepancy.ts';
import type { Json, Value } from './value.ts';

/** The whole project after loading: short forms expanded, names resolved, places kept. Nothing here is read from a live system. */
export interface Manifest {
  readonly project: ProjectConfig;
  /** SHA-256 (hex) of the canonical JSON of all documents, sorted by kind and name: comments and file moves do not change it. */
  readonly treeDigest: string;
  readonly systems: ReadonlyMap<string, SystemDef>;
  readonly terms: ReadonlyMap<string, Term>;
  readonly entities: ReadonlyMap<string, EntityDef>;
  readonly policies: readonly PolicyDef[];
  readonly routes: readonly RouteDef[];
  readonly tests: readonly TestDef[];
}

/** `concordat.yaml`. */
export interface ProjectConfig {
  readonly name: string;
  /** Absolute path of the folder that holds `concordat.yaml`. */
  readonly root: string;
  /** The manifests' folder, relative to the root. Default `sync.d`. */
  readonly manifests: string;
  /** `postgres://…` or a file path relative to the root; `CONCORDAT_STATE` already applied. Default `.concordat/state.db`. */
  readonly state: string;
  /** Where the key of the encrypted state is; absent: the state is not encrypted. */
  readonly stateKey?: StateKeySource;
}

/** `state.encryption`: where the key-encryption key is found when the state is opened. Never the key itself. */
export type StateKeySource =
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'command'; readonly command: readonly string[] };

/** `kind: system`. */
export interface SystemDef {
  readonly name: string;
  readonly title: string;
  readonly at: Place;
  /** Built-in name (`postgres`, `sqlite`, `csv`, `memory`) or an npm package name. */
  readonly connector: string;
  /** As written: references `${env:NAME}` and `${file:path}` are resolved when the system is opened, never stored. */
  readonly connection: Readonly<Record<string, Json>>;
  /** Place of each connection key, for messages. */
  readonly connectionAt: ReadonlyMap<string, Place>;
  /** Rights by resource. A resource that is not listed: `['read']`. */
  readonly access: ReadonlyMap<string, readonly AccessRight[]>;
  readonly limits: SystemLimits;
}

/** What the project lets concordat do with a resource. */
export type AccessRight = 'read' | 'create' | 'update' | 'delete';

/** Pacing of one system; null means no declared limit. */
export interface SystemLimits {
  readonly requests: { readonly count: number; readonly perMs: number } | null;
  readonly concurrency: number | null;
  readonly budget: { readonly count: number; readonly perMs: number } | null;
}

/** Base types of a field. */
export type TypeKind = 'string' | 'integer' | 'decimal' | 'boolean' | 'date' | 'time' | 'datetime' | 'json' | 'list';

/** How much care a value needs; drives masking everywhere. Default `internal`. */
export type DataClass = 'public' | 'internal' | 'personal' | 'confidential';

/** When two values of a field are the same. Default `exact` (which ignores number form, `19.9` = `19.90`, and Unicode form). */
export type Equality = 'exact' | 'case-insensitive' | 'trimmed' | 'unordered';

/** Type and constraints of a field: the term's, overridden by what the field itself declares. */
export interface FieldType {
  readonly kind: TypeKind;
  /** Element type of a list, else null. */
  readonly item: FieldType | null;
  readonly format: string | null;
  /** RE2 syntax, whole value. */
  readonly pattern: string | null;
  /** A shipped list (`iso-3166-1-alpha-2`, `iso-3166-2-us`, `iso-4217`, `iso-639-1`), or declared codes; null for none. */
  readonly values: CodeListSpec | null;
  /** Inclusive bounds in canonical text form. */
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  /** Most digits after the point. */
  readonly scale: number | null;
  readonly isRequired: boolean;
  readonly isUnique: boolean;
  readonly equality: Equality;
  /** Values that count as empty, as declared; null when nothing is declared. */
  readonly empty: readonly (null | string)[] | null;
  readonly class: DataClass;
  /** Group whose approval every change needs, or null. */
  readonly approve: string | null;
  /** The dictionary term, or null for an inline type. */
  readonly term: string | null;
}

/** A code list by name with extra aliases, or in full. Codes are the canonical values. */
export interface CodeListSpec {
  /** Name of a shipped list, or null when `codes` is the whole list. */
  readonly list: string | null;
  /** Declared codes, or additions (titles, aliases) to codes of the shipped list. */
  readonly codes: ReadonlyMap<string, { readonly title: string | null; readonly aliases: readonly string[] }>;
}

/** One entry of a `kind: dictionary`. */
export interface Term {
  readonly name: string;
  readonly dictionary: string;
  readonly at: Place;
  readonly type: FieldType;
  readonly title: string;
  readonly description: string | null;
  readonly synonyms: readonly string[];
  readonly examples: readonly Json[];
  readonly steward: readonly string[];
  readonly status: string | null;
}

/** An expression of a manifest: JSONata source and where it stands. */
export interface Expression {
  readonly source: string;
  readonly at: Place;
}

/** `kind: entity`. */
export interface EntityDef {
  readonly name: string;
  readonly title: string;
  readonly at: Place;
  /** Canonical key fields, in order; at least one. */
  readonly key: readonly string[];
  readonly fields: ReadonlyMap<string, FieldDef>;
  /** Fields that move as one; each has one owner. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly lifecycle: Lifecycle;
  /** Field sets tried in order after key and crosswalk. Default: `[key]`. */
  readonly match: readonly (readonly string[])[];
  readonly rules: readonly RuleDef[];
  readonly bindings: ReadonlyMap<string, Binding>;
}

/** One canonical field. Exactly one of `owner` and `derive` is set. */
export interface FieldDef {
  readonly name: string;
  readonly title: string;
  readonly at: Place;
  readonly type: FieldType;
  /** The system of record, or null for a derived field. */
  readonly owner: string | null;
  readonly derive: Expression | null;
  /** Entity whose key this field holds, or null. */
  readonly ref: string | null;
}

/** Whose record it is to be born and to die. */
export interface Lifecycle {
  readonly at: Place;
  readonly owner: string;
  readonly onMissing: 'create' | 'report' | 'hold';
  readonly onDelete: 'report' | 'hold' | 'delete' | 'deactivate';
  /** Canonical fields to set when `onDelete` is `deactivate`; else empty. */
  readonly deactivate: ReadonlyMap<string, Value>;
  readonly onOrphan: 'report' | 'hold' | 'delete';
}

/** A rule over one canonical record: `check` must be true. */
export interface RuleDef {
  readonly name: string;
  readonly at: Place;
  readonly check: Expression;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** How one system holds an entity. */
export interface Binding {
  readonly system: string;
  readonly at: Place;
  readonly resource: string;
  /** Native column or columns of the system's own key. */
  readonly id: readonly string[];
  readonly where: string | null;
  /** One-to-one fields, both directions, by canonical name. */
  readonly fields: ReadonlyMap<string, FieldBinding>;
  /** Canonical field ← JSONata over this system's record. */
  readonly read: ReadonlyMap<string, Expression>;
  /** Native field ← JSONata over the canonical record. */
  readonly write: ReadonlyMap<string, Expression>;
  readonly onForeignEdit: ForeignEditPolicy;
  readonly mode: 'observe' | 'enforce';
  /** The reason why writes without a guard are accepted, or null. */
  readonly acceptUnguarded: string | null;
  /** The column that guards writes, where the manifest names one. Absent: the connector's own guard. */
  readonly version?: VersionColumn;
}

/** What happens to a foreign edit. */
export type ForeignEditPolicy = 'revert' | 'hold' | 'report';

/** One canonical field in one system, one to one. Per-field settings already inherit from binding and entity. */
export interface FieldBinding {
  readonly field: string;
  /** Native field. */
  readonly at: string;
  readonly place: Place;
  /** Codecs in reading order: decode applies them left to right, encode right to left. */
  readonly codecs: readonly CodecSpec[];
  readonly onForeignEdit: ForeignEditPolicy;
  readonly mode: 'observe' | 'enforce';
  readonly fill: 'always' | 'if_empty' | 'on_create';
  /** For reference fields: whether the system stores its own id of the other record, or the canonical key. Else null. */
  readonly ref: 'id' | 'key' | null;
}

/** A codec as declared: `lowercase` → `{ name: 'lowercase', argument: null }`, `{ date: X }` → `{ name: 'date', argument: 'X' }`. */
export interface CodecSpec {
  readonly name: string;
  readonly argument: Json;
  /** Further keys beside the name's, e.g. `zone` of `{ datetime: …, zone: … }`. */
  readonly options: Readonly<Record<string, Json>>;
  readonly at: Place;
}

/** `kind: policy`. */
export interface PolicyDef {
  readonly name: string;
  readonly at: Place;
  /** Who belongs to which group. A group that no policy names accepts anybody who claims it. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly limits: readonly PolicyLimit[];
  readonly guards: readonly PolicyGuard[];
  readonly approvals: readonly PolicyApproval[];
  readonly windows: readonly PolicyWindow[];
  readonly sources: readonly PolicySource[];
}

/** A cap on how many records one plan may touch; both numbers given: the smaller stands. Null entity, system or action: any. */
export interface PolicyLimit {
  readonly at: Place;
  readonly entity: string | null;
  readonly system: string | null;
  readonly action: 'create' | 'update' | 'delete' | 'clear' | null;
  readonly max: number | null;
  /** 0..1 of live records. */
  readonly ratio: number | null;
  /** Group that may raise it for one plan, or null for anybody. */
  readonly from: string | null;
}

/** Holds a change whose value moves suspiciously. */
export interface PolicyGuard {
  readonly at: Place;
  readonly entity: string;
  readonly field: string;
  /** Holds when after/before is over `factor` or under 1/`factor`. */
  readonly factor: number | null;
  readonly minimum: string | null;
  readonly maximum: string | null;
  /** Allowed moves, value → values; null for any. */
  readonly transitions: ReadonlyMap<string, readonly string[]> | null;
  /** `shape`: holds a value in a form that no current value of the field has. Absent: does not. */
  readonly firstSeen?: 'shape';
  readonly holdFor: string;
}

/** Changes of a term, field or entity that need a person's yes. */
export interface PolicyApproval {
  readonly at: Place;
  readonly term: string | null;
  readonly entity: string | null;
  readonly field: string | null;
  readonly action: 'create' | 'update' | 'delete' | null;
  readonly from: string;
  readonly count: number;
  readonly isFourEyes: boolean;
  readonly expiresMs: number | null;
}

/** When a system may be written, e.g. "Mon-Fri 06:00-20:00 Europe/Berlin". */
export interface PolicyWindow {
  readonly at: Place;
  readonly system: string;
  readonly allow: string;
}

/** How far one source may shrink between two reads and still count as read in full. */
export interface PolicySource {
  readonly at: Place;
  readonly entity: string;
  readonly system: string;
  /** Least share of the last complete count, 0..1. Default 0.8. */
  readonly minimumRatio: number;
}

/** `kind: route`: one channel for alerts, and which of them it takes. Null: any. */
export interface RouteDef {
  readonly name: string;
  readonly at: Place;
  /** What carries it: `email`, `slack`, `webhook`, `github`. */
  readonly channel: 'email' | 'slack' | 'webhook' | 'github';
  /** As written, short forms expanded: references are resolved when the channel is opened, never stored. */
  readonly target: Readonly<Record<string, Json>>;
  readonly kinds: readonly Discrepancy['kind'][] | null;
  readonly entities: readonly string[] | null;
  readonly systems: readonly string[] | null;
  readonly severities: readonly Discrepancy['severity'][] | null;
  /** Systems, stewards or groups. */
  readonly owners: readonly string[] | null;
  readonly states: readonly Alert['state'][];
  /** Longest time without a run that ended, or null. */
  readonly heartbeatMs: number | null;
}

/** `kind: test`: given records per system, expect changes and findings. Values stay as written in YAML. */
export interface TestDef {
  readonly name: string;
  readonly at: Place;
  readonly entity: string;
  /** System → native records. */
  readonly given: ReadonlyMap<string, readonly Readonly<Record<string, Json>>[]>;
  /** Records per system at the time of the last agreement; null: first contact. */
  readonly base: ReadonlyMap<string, readonly Readonly<Record<string, Json>>[]> | null;
  readonly isBootstrap: boolean;
  readonly expect: {
    readonly changes: readonly ExpectedChange[] | null;
    readonly findings: readonly { readonly code: string }[] | null;
  };
}

/** One expected change of a test; what is left out is not compared. `fields`: native or canonical name → the value after. */
export interface ExpectedChange {
  readonly at: Place;
  readonly system: string | null;
  readonly key: Readonly<Record<string, Json>> | string | null;
  readonly action: string | null;
  readonly fields: Readonly<Record<string, Json>> | readonly string[] | null;
  readonly verdict: string | null;
}
