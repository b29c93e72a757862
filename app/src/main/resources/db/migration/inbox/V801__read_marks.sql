-- What cannot be derived of an inbox: which news somebody has read. The news themselves stand where they happened.
create schema if not exists inbox;

-- Everything up to this time is read.
create table inbox.read_until (
    account text        primary key,
    until   timestamptz not null
);

-- One entry is read as it stood at this time; one that went on since is news again.
create table inbox.read_mark (
    account text        not null,
    entry   text        not null,
    at      timestamptz not null,
    primary key (account, entry)
);
