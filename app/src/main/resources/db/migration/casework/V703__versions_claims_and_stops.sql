alter table casework.case_file
    -- Counts the saves: a save of a file that was read before another save fails.
    add column version    bigint not null default 0,
    -- What changed since the evidence was retrieved; not empty while the case is stopped.
    add column changes    jsonb  not null default '[]',
    -- The state in which it was stopped.
    add column stopped_in text;

-- What a live case claims for itself. The value is kept as a keyed hash only.
create table casework.claim (
    case_number text        not null references casework.case_file,
    claim       text        not null,
    digest      text        not null,
    exclusive   boolean     not null,
    claimed_at  timestamptz not null,
    primary key (case_number, claim)
);
-- Of two cases that claim the same at the same moment, one waits here for the other's transaction and then finds the claim taken.
create unique index claim_is_held_once on casework.claim (digest) where exclusive;
create index claim_by_digest on casework.claim (digest);
