create schema if not exists exchange;

create table exchange.access_grant (
    id             text primary key,
    consumer       text        not null,
    resource       text        not null,
    items          text[]      not null,
    purpose        text        not null,
    purpose_zh     text        not null,
    purpose_en     text        not null,
    basis          text        not null,
    consent_needed boolean     not null,
    clearance      int         not null check (clearance between 1 and 4),
    per_minute     int         not null check (per_minute > 0),
    valid_from     timestamptz not null,
    valid_to       timestamptz not null,
    unique (consumer, resource, purpose)
);

create table exchange.consent (
    id              uuid primary key,
    subject         uuid        not null,
    consumer        text        not null,
    resource        text        not null,
    items           text[]      not null,
    purpose         text        not null,
    case_number     text,
    given_at        timestamptz not null,
    expires_at      timestamptz not null,
    revoked_at      timestamptz,
    revoked_by      text,
    -- Leaf of the revocation; null after a revocation means that the ledger still has to hear of it.
    revocation_leaf bigint
);
create index consent_by_subject on exchange.consent (subject, given_at desc);
create index consent_unlogged on exchange.consent (revoked_at) where revoked_at is not null and revocation_leaf is null;
