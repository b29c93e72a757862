create schema if not exists definition;

-- One row for each thing that was ever defined or is being drafted.
create table definition.definition (
    kind         text        not null,
    name         text        not null,
    -- Null where only operators may change it.
    department   text,
    name_zh      text        not null,
    name_en      text        not null,
    withdrawn_at timestamptz,
    changed_at   timestamptz not null,
    primary key (kind, name)
);
create index definition_changed on definition.definition (changed_at desc);

-- Texts as they were put in force; the highest is in force unless the definition is withdrawn.
create table definition.edition (
    kind         text        not null,
    name         text        not null,
    number       int         not null,
    text         text        not null,
    from_pack    boolean     not null,
    authors      text[]      not null,
    reviewer     text,
    published_at timestamptz not null,
    leaf         bigint,
    primary key (kind, name, number),
    foreign key (kind, name) references definition.definition
);

create table definition.draft (
    kind       text        not null,
    name       text        not null,
    text       text        not null,
    in_review  boolean     not null,
    -- Why it shall be withdrawn; null if it shall be changed.
    withdrawal text,
    authors    text[]      not null,
    base       int         not null,
    version    bigint      not null,
    updated_at timestamptz not null,
    primary key (kind, name),
    foreign key (kind, name) references definition.definition
);

create table definition.event (
    id      bigint      generated always as identity primary key,
    kind    text        not null,
    name    text        not null,
    at      timestamptz not null,
    step    text        not null,
    actor   text        not null,
    comment text,
    edition int,
    leaf    bigint,
    foreign key (kind, name) references definition.definition
);
create index event_of_definition on definition.event (kind, name, id);
