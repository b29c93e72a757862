-- Pairs of citizen ID and name that somebody typed and no register bore out, as digests: too many would guess the one from the other.
create table casework.identity_try (
    tried_by uuid        not null,
    pair     text        not null,
    tried_at timestamptz not null,
    primary key (tried_by, pair)
);
create index identity_try_by_time on casework.identity_try (tried_at);
