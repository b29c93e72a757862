create schema if not exists identity;

create table identity.department (
    code        text primary key,
    name_zh     text not null,
    name_en     text not null,
    credit_code text not null
);

create table identity.account (
    username        text primary key,
    display_name    text        not null,
    roles           text[]      not null,
    department      text references identity.department,
    citizen_id      text,
    password_hash   text        not null,
    -- Wrong passwords in a row since the last right one; they make the next attempt wait.
    failures        int         not null default 0,
    last_failure_at timestamptz
);

-- Who knocked in vain. A name that no account has is not kept: people type passwords there.
create table identity.sign_in_failure (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    username text references identity.account on delete cascade,
    reason   text        not null check (reason in ('unknown-account', 'wrong-password', 'throttled'))
);
create index sign_in_failure_by_time on identity.sign_in_failure (at);

create table identity.system (
    name          text primary key,
    department    text        not null references identity.department,
    registered_at timestamptz not null
);

create table identity.system_key (
    key_id       text primary key,
    system       text        not null references identity.system,
    -- X.509 SubjectPublicKeyInfo of an Ed25519 key
    public_key   bytea       not null,
    valid_from   timestamptz not null,
    valid_to     timestamptz not null,
    withdrawn_at timestamptz
);

-- Kept as long as a request that carries one could still be accepted, and over restarts.
create table identity.nonce (
    key_id     text        not null references identity.system_key,
    nonce      text        not null,
    expires_at timestamptz not null,
    primary key (key_id, nonce)
);
create index nonce_by_expiry on identity.nonce (expires_at);
