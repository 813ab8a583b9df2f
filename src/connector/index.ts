/** The package's edge for connectors and notifiers, published as `concordat/connector`. A plugin imports this and its client library, nothing else. */
export type {
  Capabilities,
  Column,
  ConnectionKey,
  Connector,
  ConnectorOptions,
  ConnectorPlugin,
  GuardInfo,
  GuardStrength,
  NativeKind,
  ReadCertificate,
  ReadPage,
  ReadRequest,
  ResourceCapabilities,
  ResourceField,
  ResourceSchema,
  VersionColumn,
  WriteAction,
  WriteBatch,
  WriteChange,
  WriteOutcome,
} from '../model/connector.ts';
export type { Diagnostic } from '../model/diagnostic.ts';
export { ConcordatError, type ConcordatErrorOptions } from '../model/error.ts';
export type {
  AlertMessage,
  HttpAnswer,
  HttpRequest,
  HttpSend,
  Notifier,
  NotifierOptions,
  NotifierPlugin,
} from '../model/notifier.ts';
export {
  EMPTY,
  UNREADABLE,
  isNothing,
  isUnreadable,
  type Json,
  type JsonObject,
  type NativeRecord,
  type NativeValue,
  type Nothing,
} from '../model/value.ts';
export type { World } from '../model/world.ts';
export { didYouMean } from './closest-name.ts';
export { fileIdentity } from './file-identity.ts';
export { unknownField, unknownResource } from './unknown-name.ts';
export { parseVersion, refuseVersion, versionText, type RecordVersion } from './version-text.ts';
export { applied, conflict, failed, OUTCOME_CODES, rejected, unknown, type OutcomeCode } from './outcomes.ts';
