-- A suspended grant opens nothing until it is resumed.
alter table exchange.access_grant add column suspended boolean not null default false;
-- Whether people gave or changed it: what a pack declares of it does not overwrite that.
alter table exchange.access_grant add column by_people boolean not null default false;

-- After a grant has ended another may be given for the same purpose; whoever gives one looks, under a lock, whether one still stands.
alter table exchange.access_grant drop constraint access_grant_consumer_resource_purpose_key;
create index access_grant_of on exchange.access_grant (consumer, resource);

create table exchange.grant_event (
    id       bigint      generated always as identity primary key,
    grant_id text        not null,
    at       timestamptz not null,
    step     text        not null check (step in ('GIVE', 'NARROW', 'SUSPEND', 'RESUME', 'END')),
    actor    text        not null,
    reason   text        not null,
    leaf     bigint      not null
);
create index grant_event_of on exchange.grant_event (grant_id, id);
