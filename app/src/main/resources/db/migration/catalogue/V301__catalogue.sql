create schema if not exists catalogue;

-- Every edition of every resource's entry; the highest is the one in force.
create table catalogue.resource (
    code         text        not null,
    edition      int         not null,
    entry        jsonb       not null,
    published_at timestamptz not null default now(),
    primary key (code, edition)
);
