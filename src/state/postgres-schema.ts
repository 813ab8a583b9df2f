import { JOURNAL_COLUMNS } from './journal-row.ts';
import { STATE_VERSION } from './state-errors.ts';

/** Any fixed number: those who create the tables at once wait for each other. */
export const CREATION_LOCK = 4843517821;

const KEY = 'text collate "C" not null';

/** Layout 1, the same words as in SQLite; every table carries the project, so that several share a database. */
export const POSTGRES_SCHEMA = `
create schema if not exists concordat;
create table concordat.layout (version integer not null);
insert into concordat.layout values (1);
create table concordat.meta (project ${KEY} primary key, lineage text not null, serial bigint not null);
create table concordat.lease (project ${KEY} primary key, holder text, fence bigint not null, expires_at timestamptz);
create table concordat.link (project ${KEY}, entity ${KEY}, system ${KEY}, native_id ${KEY}, record text not null, key text not null,
  primary key (project, entity, system, native_id));
create table concordat.shape (id bigint generated always as identity primary key, digest text not null unique, content text not null);
create table concordat.base (project ${KEY}, entity ${KEY}, system ${KEY}, record ${KEY}, owner bytea, replica bytea, shape bigint not null,
  vals bytea not null, primary key (project, entity, system, record));
create table concordat.read_mark (project ${KEY}, entity ${KEY}, system ${KEY}, count bigint not null, filter text not null, at text not null,
  primary key (project, entity, system));
create table concordat.tombstone (project ${KEY}, entity ${KEY}, system ${KEY}, native_id ${KEY}, key text not null, at text not null,
  primary key (project, entity, system, native_id));
create table concordat.journal (seq bigint generated always as identity primary key, project ${KEY}, ${JOURNAL_COLUMNS.map((name) => `"${name}" text`).join(', ')});
create index journal_run on concordat.journal (project, run);
create index journal_key on concordat.journal (project, entity, key);
create table concordat.open_intent (seq bigint primary key, project ${KEY}, run text not null, change text);
create index open_intent_change on concordat.open_intent (project, run, change);
create function concordat.refuse_change() returns trigger language plpgsql as $$ begin raise exception 'the journal is append-only'; end $$;
create trigger append_only before update or delete or truncate on concordat.journal for each statement execute function concordat.refuse_change();
`;

/** What layout 2 adds: documents by kind and id, the audit chain of each project, and the tokens of its last commits. */
export const POSTGRES_SCHEMA_2 = `
create table concordat.document (project ${KEY}, kind ${KEY}, id ${KEY}, body text not null, primary key (project, kind, id));
create table concordat.audit (project ${KEY}, seq bigint not null, leaf text not null, prev text not null, hash text not null, primary key (project, seq));
create trigger append_only before update or delete or truncate on concordat.audit for each statement execute function concordat.refuse_change();
alter table concordat.meta add column tokens text[] not null default '{}';
update concordat.layout set version = ${STATE_VERSION};
`;
