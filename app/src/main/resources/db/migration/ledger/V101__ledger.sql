-- The log of acts. Nothing here is ever updated or deleted; `./yici ledger audit` finds it if somebody does.
create schema if not exists ledger;

-- One row an act. The entry is what the log vouches for; the columns after appended_at repeat it for look-up. Whose data was
-- touched, and which citizen acted, stands in the entry only under the opening, so that the entries can be public.
create table ledger.leaf (
    index       bigint      primary key check (index >= 0),
    entry       text        not null,
    hash        bytea       not null check (octet_length(hash) = 32),
    appended_at timestamptz not null,
    kind        text        not null,
    actor       text        not null,
    department  text,
    subject     uuid,
    case_number text,
    opening     bytea       not null check (octet_length(opening) = 16)
);
create index leaf_by_kind on ledger.leaf (kind, index);
create index leaf_by_department on ledger.leaf (department, index) where department is not null;
create index leaf_by_subject on ledger.leaf (subject, index) where subject is not null;
create index leaf_by_case on ledger.leaf (case_number, index) where case_number is not null;

-- Hashes of the complete subtrees above the leaves; level 1 spans two leaves.
create table ledger.node (
    level int    not null check (level between 1 and 62),
    index bigint not null check (index >= 0),
    hash  bytea  not null check (octet_length(hash) = 32),
    primary key (level, index)
);

-- One row a batch of leaves: the signed state of the log (C2SP tlog-checkpoint).
create table ledger.checkpoint (
    size bigint      primary key check (size >= 0),
    root bytea       not null check (octet_length(root) = 32),
    note text        not null,
    at   timestamptz not null
);
