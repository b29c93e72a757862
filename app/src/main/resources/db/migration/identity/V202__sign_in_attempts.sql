-- Wrong passwords in a row on an account, by where they come from: a device that has signed in to it before, or an address. So nobody can
-- keep an account's holder waiting from elsewhere. '*' counts all that do not come from a known device.
create table identity.sign_in_attempt (
    username        text        not null references identity.account on delete cascade,
    origin          text        not null,
    failures        int         not null,
    last_failure_at timestamptz not null,
    primary key (username, origin)
);
alter table identity.account drop column failures, drop column last_failure_at;
