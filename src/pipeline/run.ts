import type { AuditSigner } from '../audit/heads.ts';
import type { Connector, GuardInfo, ReadCertificate, ResourceCapabilities, WriteAction } from '../model/connector.ts';
import type { LinkIndex } from '../match/link-index.ts';
import type { Decision, Freeze, HeldChange } from '../model/decision.ts';
import type { Contest, Discrepancy } from '../model/discrepancy.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Digests } from '../model/digest.ts';
import type { AccessRight, Manifest, ProjectConfig } from '../model/manifest.ts';
import type { LiveRecord } from '../model/record.ts';
import type { BaseEntry, ReadMark, StateReader, StateStore, Tombstone } from '../model/state.ts';
import type { World } from '../model/world.ts';
import type { Evaluator } from '../transform/contract.ts';
import type { EntityRuntime } from '../value/entity-runtime.ts';

/** A loaded and validated project. */
export interface Project {
  readonly config: ProjectConfig;
  readonly manifest: Manifest;
  readonly warnings: readonly Diagnostic[];
  readonly world: World;
  readonly digests: Digests;
  /** Opens the connectors; the default loads them by name, tests and `kind: test` put memory systems here. */
  readonly open: OpenSystem;
  /** Opens the state; simulation puts its own here. */
  readonly state: StateOpener;
  /** Commit of the project's repository, or null outside git. */
  readonly git: () => Promise<{ readonly commit: string; readonly dirty: boolean } | null>;
  readonly evaluator: () => Evaluator;
  /** Who signs heads of the audit chain. Throws SIGNING_KEY_INVALID, exit 1. */
  readonly signer: () => AuditSigner;
}

/** The two ways into the state. */
export interface StateOpener {
  readonly reader: () => Promise<StateReader>;
  readonly store: () => Promise<StateStore>;
}

/** Opens one system of the manifest. */
export type OpenSystem = (system: string) => Promise<Connector>;

/** Told while a run goes on; for progress only. */
export type Progress = (event: {
  readonly phase: string;
  readonly system?: string;
  readonly count?: number;
  readonly total?: number;
}) => void;

/** What the state knows, loaded once per run. */
export interface Memory {
  readonly lineage: { readonly id: string; readonly serial: number } | null;
  /** Crosswalk by entity. */
  readonly links: ReadonlyMap<string, LinkIndex>;
  /** Base entries by `entity NUL system NUL record`. */
  readonly base: ReadonlyMap<string, BaseEntry>;
  /** Read marks by `entity NUL system`. */
  readonly marks: ReadonlyMap<string, ReadMark>;
  readonly tombstones: readonly Tombstone[];
  readonly followed: Followed;
}

/** What people decided, and what earlier runs met. */
export interface Followed {
  readonly decisions: readonly Decision[];
  /** Held changes by digest. */
  readonly holds: ReadonlyMap<string, HeldChange>;
  readonly freezes: readonly Freeze[];
  /** Discrepancies by id. */
  readonly discrepancies: ReadonlyMap<string, Discrepancy>;
  /** Contests by id. */
  readonly contests: ReadonlyMap<string, Contest>;
  /** When the latest run ended, UTC ISO instant; empty before the first. A clock that was set back revives nothing that has expired. */
  readonly latest: string;
}

/** One binding as read: its records and what the read proves. */
export interface BindingRead {
  readonly entity: string;
  readonly system: string;
  readonly resource: string;
  readonly records: readonly LiveRecord[];
  readonly certificate: ReadCertificate;
  readonly guard: GuardInfo;
  readonly actions: readonly WriteAction[];
  /** Digest of the binding's filter. */
  readonly filter: string;
}

/** Everything one plan or apply works with. Closed by closeRun. */
export interface Run {
  readonly project: Project;
  readonly manifest: Manifest;
  readonly runtimes: ReadonlyMap<string, EntityRuntime>;
  /** Entities in an order in which each comes after those that its key points at, then by name. */
  readonly entityOrder: readonly string[];
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly identities: ReadonlyMap<string, string>;
  /** Systems that could not be opened, with the reason. */
  readonly unreachable: ReadonlyMap<string, string>;
  readonly capabilities: ReadonlyMap<string, ResourceCapabilities>;
  readonly evaluator: Evaluator;
  readonly memory: Memory;
  /** Who asks for the changes: whoever made the plan. Their own yes is none where four eyes are asked for. */
  readonly requester: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Rights that the manifest grants on a resource: reading only, unless it says more. */
export function accessOf(manifest: Manifest, system: string, resource: string): readonly AccessRight[] {
  return manifest.systems.get(system)?.access.get(resource) ?? ['read'];
}

/** Address of a binding in maps. */
export function bindingAddress(entity: string, system: string): string {
  return `${entity}\u0000${system}`;
}
