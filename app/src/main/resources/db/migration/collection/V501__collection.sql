-- The meeting place of the platform and the collection job (module stream): the platform writes source, plan and command,
-- the job writes quarantine, flow and the state of each source.
create schema if not exists collection;
create schema if not exists registry;

-- One row a department database. The replication slot holds the position; loaded_position says that the first load is done.
create table collection.source (
    name            text primary key,
    department      text        not null,
    url             text        not null,
    username        text        not null,
    password        text        not null,
    slot            text        not null,
    publication     text        not null,
    state           text        not null default 'new'
        check (state in ('new', 'loading', 'streaming', 'unreachable', 'slot-lost', 'failed')),
    message         text,
    loaded_rows     bigint      not null default 0,
    expected_rows   bigint,
    loaded_position bigint,
    loaded_at       timestamptz,
    updated_at      timestamptz not null default now()
);

-- Published catalogue entries, from which the job compiles its cleaning plans; the highest edition of a resource counts.
create table collection.plan (
    resource     text        not null,
    edition      int         not null,
    entry        jsonb       not null,
    published_at timestamptz not null default now(),
    primary key (resource, edition)
);

create table collection.quarantine (
    id             bigint generated always as identity primary key,
    resource       text        not null,
    source         text        not null,
    source_key     text        not null,
    position       bigint      not null,
    sequence       int         not null,
    rule           text        not null,
    item           text,
    value          text,
    record         jsonb       not null,
    edition        int         not null,
    state          text        not null default 'open' check (state in ('open', 'superseded', 'released')),
    source_time    timestamptz not null,
    quarantined_at timestamptz not null default now(),
    closed_at      timestamptz,
    unique (resource, source_key, position, sequence)
);
create index quarantine_open on collection.quarantine (resource, source_key) where state = 'open';
create index quarantine_by_source on collection.quarantine (source, state, id desc);

-- What flowed, one row a source, resource, writer and second; lags in milliseconds from the source's commit to the write.
create table collection.flow (
    at          timestamptz not null,
    source      text        not null,
    resource    text        not null,
    writer      int         not null,
    received    int         not null,
    written     int         not null,
    quarantined int         not null,
    lag_p50     int         not null,
    lag_p99     int         not null,
    lag_max     int         not null,
    primary key (at, source, resource, writer)
);
