-- Audits that were started from the page, with what they came to. Not a proof: whoever doubts it runs one.
create table ledger.audit_run (
    id          bigint generated always as identity primary key,
    by          text        not null,
    started_at  timestamptz not null,
    ended_at    timestamptz,
    state       text        not null check (state in ('running', 'clean', 'found', 'cancelled', 'failed')),
    entries     bigint      not null default 0,
    nodes       bigint      not null default 0,
    checkpoints bigint      not null default 0,
    root        text        not null default '',
    found       bigint      not null default 0,
    findings    text[]      not null default '{}',
    failure     text,
    check ((ended_at is null) = (state = 'running'))
);
create unique index audit_run_one on ledger.audit_run ((true)) where state = 'running';
