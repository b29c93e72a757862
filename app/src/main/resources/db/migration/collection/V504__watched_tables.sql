-- What the job believes about a source, table by table, and what it has set aside.

alter table collection.source drop constraint source_state_check;
alter table collection.source add constraint source_state_check
    check (state in ('new', 'loading', 'streaming', 'partial', 'unreachable', 'slot-lost', 'failed'));
alter table collection.source add column applied bigint;
alter table collection.source add column server text;
comment on column collection.source.state is 'partial: at least one table is stopped, see source_table; the others stream';
comment on column collection.source.applied is
    'everything up to this place of the source''s log is written; committed before the slot may forget it, so that a slot that stands later tells of a gap';
comment on column collection.source.server is 'system identifier and timeline of the server to which the positions belong';

alter table collection.loaded add column configuration text;
comment on column collection.loaded.configuration is
    'how table, publication and columns stood when the load began; if they stand otherwise now, the table is loaded anew';

-- One row a table of the catalogue. The job writes it; the platform clears "types" when an operator asks for a new load.
create table collection.source_table (
    source      text        not null references collection.source on delete cascade,
    schema_name text        not null,
    table_name  text        not null,
    state       text        not null check (state in ('stopped', 'loading', 'streaming')),
    cause       text,
    arguments   text[]      not null default '{}',
    published   boolean     not null default false,
    types       text,
    reason      text,
    reloaded_at timestamptz,
    updated_at  timestamptz not null default now(),
    primary key (source, schema_name, table_name)
);
comment on column collection.source_table.cause is 'why it is stopped: names a text of the operator''s page, which takes the arguments';
comment on column collection.source_table.published is 'it has been published once; whoever takes it out again does so on purpose';
comment on column collection.source_table.types is 'the columns that the items read, with the kinds of their types';
comment on column collection.source_table.reason is 'why it was last loaded anew';

-- Changes that could not be decoded. What they changed is brought by a new load of their table.
create table collection.set_aside (
    id          bigint generated always as identity primary key,
    source      text        not null references collection.source on delete cascade,
    schema_name text,
    table_name  text,
    position    bigint      not null,
    sequence    int         not null,
    reason      text        not null,
    bytes       bytea,
    state       text        not null default 'open' check (state in ('open', 'loaded', 'released')),
    at          timestamptz not null default now(),
    closed_at   timestamptz,
    unique (source, position, sequence)
);
comment on column collection.set_aside.position is 'the commit''s place in the source''s log';
comment on column collection.set_aside.table_name is 'null: the log could not be read at all from this place on, and every table was loaded anew';
comment on column collection.set_aside.bytes is 'the message as the server sent it';
comment on column collection.set_aside.state is 'loaded: a later load of the table has brought what the change changed; released: an operator has taken note';
create index set_aside_open on collection.set_aside (source, id) where state = 'open';
