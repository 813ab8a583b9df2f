import type { DatabaseSync } from 'node:sqlite';
import type { DocumentKind } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import type { Rewrite } from './raw-store.ts';

type Text = string;

/** Stores every link, tombstone and document anew, within the caller's transaction. What was there is overwritten on the disk, too. */
export function rewriteRows(database: DatabaseSync, rewrite: Rewrite): void {
  database.exec('pragma secure_delete = on');
  defineFunctions(database, rewrite);
  database.exec(`
    update link set native_id = rewritten_link('nativeId', entity, system, native_id, record, key),
      key = rewritten_link('key', entity, system, native_id, record, key);
    update tombstone set native_id = rewritten_tombstone('nativeId', entity, system, native_id, key, at),
      key = rewritten_tombstone('key', entity, system, native_id, key, at);
    update document set body = rewritten_document(kind, id, body)`);
}

/** They stay with the connection, and are replaced by the next rewrite. */
function defineFunctions(database: DatabaseSync, rewrite: Rewrite): void {
  const options = { deterministic: true, directOnly: true };
  const link = (part: 'nativeId' | 'key', entity: Text, system: Text, nativeId: Text, record: Text, key: Text): Text =>
    rewrite.link({ entity, system, nativeId, record, key })[part];
  const tombstone = (part: 'nativeId' | 'key', entity: Text, system: Text, nativeId: Text, key: Text, at: Text): Text =>
    rewrite.tombstone({ entity, system, nativeId, key, at })[part];
  const document = (kind: DocumentKind, id: Text, body: Text): Text =>
    JSON.stringify(rewrite.document({ kind, id, body: JSON.parse(body) as Json }).body);
  database.function('rewritten_link', options, link as never);
  database.function('rewritten_tombstone', options, tombstone as never);
  database.function('rewritten_document', options, document as never);
}
