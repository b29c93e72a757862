-- Which grants a pack gave: one that the pack holds no more is withdrawn. All there were so far came from one.
alter table exchange.access_grant add column from_pack boolean not null default true;
alter table exchange.access_grant alter column from_pack set default false;

-- What was withdrawn; the leaf says it too.
create table exchange.withdrawn_grant (
    id           text        not null,
    consumer     text        not null,
    resource     text        not null,
    purpose      text        not null,
    withdrawn_at timestamptz not null
);
