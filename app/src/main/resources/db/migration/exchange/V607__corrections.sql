-- What a person says is wrong in a record about it. Who handles it and how comes later: until then a request is recorded or withdrawn.
create table exchange.correction (
    id           uuid primary key,
    subject      uuid        not null,
    account      text        not null,
    person       text        not null,
    resource     text        not null,
    department   text        not null,
    record_key   text        not null,
    item         text        not null,
    -- The value as the person saw it.
    shown        text        not null,
    wrong        text        not null check (char_length(wrong) between 1 and 500),
    proposed     text        not null check (char_length(proposed) between 1 and 500),
    requested_at timestamptz not null,
    -- Leaf of the request.
    leaf         bigint      not null,
    withdrawn_at timestamptz
);
create index correction_by_subject on exchange.correction (subject, requested_at desc);
create index correction_by_department on exchange.correction (department, requested_at desc);
-- One open request of a person for an item of a record.
create unique index correction_open on exchange.correction (subject, resource, record_key, item) where withdrawn_at is null;
