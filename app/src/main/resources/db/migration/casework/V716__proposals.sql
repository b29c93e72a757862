-- What an official proposes to decide, until another confirms it or returns it.
create table casework.proposal (
    task        text        primary key,
    case_number text        not null references casework.case_file,
    account     text        not null,
    name        text        not null,
    at          timestamptz not null,
    verdict     text        not null check (verdict in ('APPROVE', 'REFUSE', 'SUPPLEMENT')),
    comment     text        not null,
    input       jsonb       not null
);
