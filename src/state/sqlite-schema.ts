import { JOURNAL_COLUMNS } from './journal-row.ts';

/** "CNCD": says that a SQLite file is a concordat state. */
export const APPLICATION_ID = 0x434e4344;

/**
 * Layout 1. `shape` holds field names and rule digests once for all base entries that share them (see base-blob.ts).
 * `open_intent` is derived from the journal: intents that have no outcome yet. The journal refuses changes of its past.
 */
export const SQLITE_SCHEMA = `
create table meta (one integer primary key check (one = 1), lineage text not null, serial integer not null) strict;
create table lease (one integer primary key check (one = 1), holder text, fence integer not null, expires_at text) strict;
create table link (entity text not null, system text not null, native_id text not null, record text not null, key text not null,
  primary key (entity, system, native_id)) strict, without rowid;
create table shape (id integer primary key, content text not null unique) strict;
create table base (entity text not null, system text not null, record text not null, owner blob, replica blob,
  shape integer not null, vals blob not null, primary key (entity, system, record)) strict, without rowid;
create table read_mark (entity text not null, system text not null, count integer not null, filter text not null, at text not null,
  primary key (entity, system)) strict, without rowid;
create table tombstone (entity text not null, system text not null, native_id text not null, key text not null, at text not null,
  primary key (entity, system, native_id)) strict, without rowid;
create table journal (seq integer primary key autoincrement, ${JOURNAL_COLUMNS.map((name) => `"${name}" text`).join(', ')}) strict;
create index journal_run on journal (run);
create index journal_key on journal (entity, key);
create table open_intent (seq integer primary key, run text not null, change text) strict;
create index open_intent_change on open_intent (run, change);
create trigger journal_no_update before update on journal begin select raise(abort, 'the journal is append-only'); end;
create trigger journal_no_delete before delete on journal begin select raise(abort, 'the journal is append-only'); end;
`;

/** What layout 2 adds: documents by kind and id, and the audit chain, which refuses changes of its past like the journal. */
export const SQLITE_SCHEMA_2 = `
create table document (kind text not null, id text not null, body text not null, primary key (kind, id)) strict, without rowid;
create table audit (seq integer primary key, leaf text not null, prev text not null, hash text not null) strict;
create trigger audit_no_update before update on audit begin select raise(abort, 'the audit chain is append-only'); end;
create trigger audit_no_delete before delete on audit begin select raise(abort, 'the audit chain is append-only'); end;
create trigger audit_in_turn before insert on audit when new.seq <> (select coalesce(max(seq), 0) + 1 from audit)
  begin select raise(abort, 'the audit chain is append-only'); end;
create trigger journal_no_replace before insert on journal when exists (select 1 from journal where seq = new.seq)
  begin select raise(abort, 'the journal is append-only'); end;
`;
