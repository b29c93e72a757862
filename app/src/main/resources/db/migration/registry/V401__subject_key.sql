create schema if not exists registry;

-- Digest of the key under which subject ids are made. The key itself is in a file of the platform's home; with another one every id would
-- be another, and nobody would be found any more.
create table registry.subject_key (
    digest bytea primary key
);
create unique index one_subject_key on registry.subject_key ((true));
