create schema if not exists casework;

-- The last six digits of a case's number. It turns over after a million, which no division reaches in a day.
create sequence casework.serial maxvalue 999999 cycle;

create table casework.case_file (
    number        text primary key,
    item          text        not null,
    state         text        not null,
    -- Citizen ID, account and name of who began it; for a company, who acts for it.
    opened_by     text        not null,
    account       text        not null,
    opened_name   text        not null,
    fields        jsonb       not null default '{}',
    -- What tasks and rules brought, by the name under which templates know it.
    facts         jsonb       not null default '{}',
    result        jsonb       not null default '[]',
    reason        jsonb,
    -- Where a supplemented case goes on.
    resumes_at    text,
    process       text,
    opened_at     timestamptz not null,
    submitted_at  timestamptz,
    accepted_at   timestamptz,
    promised_by   timestamptz,
    due_on        date,
    closed_at     timestamptz
);
create index case_file_by_opener on casework.case_file (opened_by, opened_at desc);

create table casework.party (
    case_number  text    not null references casework.case_file,
    role         text    not null,
    ordinal      int     not null,
    identifier   text    not null,
    name         text    not null,
    subject      uuid    not null,
    company      boolean not null,
    consented_at timestamptz,
    confirmed_at timestamptz,
    primary key (case_number, role)
);
create index party_by_identifier on casework.party (identifier);

-- What was drawn, masked as the exchange gave it; the newest drawing of each material.
create table casework.evidence (
    case_number text        not null references casework.case_file,
    material    text        not null,
    status      text        not null check (status in ('DRAWN', 'NONE', 'REFUSED')),
    provider    text        not null,
    records     jsonb       not null,
    chosen      text,
    drawn_at    timestamptz not null,
    rule        text,
    leaf        bigint      not null,
    primary key (case_number, material)
);

create table casework.event (
    id          bigint generated always as identity primary key,
    case_number text        not null references casework.case_file,
    at          timestamptz not null,
    key         text        not null,
    arguments   jsonb       not null default '[]',
    actor       jsonb       not null,
    department  text,
    leaf        bigint
);
create index event_by_case on casework.event (case_number, id);

-- What a department's step tells the departments after it.
create table casework.finding (
    id          bigint generated always as identity primary key,
    case_number text  not null references casework.case_file,
    step        text  not null,
    department  text  not null,
    label       jsonb not null,
    value       jsonb not null
);
create index finding_by_case on casework.finding (case_number, id);

-- A step of a process that waits for data; gone once the data is there.
create table casework.waiting (
    case_number text        not null references casework.case_file,
    step        text        not null,
    execution   text        not null,
    resource    text        not null,
    since       timestamptz not null,
    late_at     timestamptz not null,
    told_late   boolean     not null default false,
    looked_at   timestamptz,
    next_look   timestamptz not null,
    primary key (case_number, step)
);
create index waiting_by_time on casework.waiting (next_look);

create table casework.written (
    case_number text        not null references casework.case_file,
    step        text        not null,
    department  text        not null,
    at          timestamptz not null,
    primary key (case_number, step)
);
