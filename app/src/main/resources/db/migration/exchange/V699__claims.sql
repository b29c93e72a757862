-- Which values were claimed in checks: too many different ones of one item would read it by elimination.
create table exchange.claim (
    consumer text not null,
    resource text not null,
    subject uuid not null,
    item text not null,
    digest text not null,
    claimed_at timestamptz not null,
    primary key (consumer, resource, subject, item, digest)
);
create index claim_by_time on exchange.claim (claimed_at);
