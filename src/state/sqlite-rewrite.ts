import type { DatabaseSync } from 'node:sqlite';
import type { DocumentKind } from '../model/state.ts';
import type { Json } from '../model/value.ts';
import type { Rewrite } from './raw-store.ts';

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

/** Functions of SQL over the columns of a row; the first argument says which part is wanted. They stay with the connection, and are replaced by the next rewrite. */
function defineFunctions(database: DatabaseSync, rewrite: Rewrite): void {
  define(database, 'rewritten_link', ([part, entity = '', system = '', nativeId = '', record = '', key = '']) => {
    const link = rewrite.link({ entity, system, nativeId, record, key });
    return part === 'key' ? link.key : link.nativeId;
  });
  define(database, 'rewritten_tombstone', ([part, entity = '', system = '', nativeId = '', key = '', at = '']) => {
    const stone = rewrite.tombstone({ entity, system, nativeId, key, at });
    return part === 'key' ? stone.key : stone.nativeId;
  });
  define(database, 'rewritten_document', ([kind, id = '', body = 'null']) => {
    const document = { kind: kind as DocumentKind, id, body: JSON.parse(body) as Json };
    return JSON.stringify(rewrite.document(document).body);
  });
}

function define(database: DatabaseSync, name: string, work: (columns: readonly string[]) => string): void {
  const options = { deterministic: true, directOnly: true, varargs: true };
  database.function(name, options, (...columns) => work(columns.map(String)));
}
