-- Linking of records whose strong identifier is missing or broken. The job writes record, waiting, pending, change and opens and settles
-- reviews; the platform writes a clerk's decision into review and asks for a new look through pending.
create schema if not exists linking;

-- What the records of linkable resources are compared by, guarded by the source's position like the registry.
create table linking.record (
    resource text     not null,
    key      text     not null,
    model    text     not null,
    fields   jsonb,
    keys     bigint[] not null,
    subject  uuid,
    linked   uuid,
    former   uuid,
    position bigint   not null,
    sequence int      not null,
    primary key (resource, key)
) with (fillfactor = 85);
comment on column linking.record.keys is 'hashes of blocking keys: two records with one in common are compared';
comment on column linking.record.subject is 'by a valid strong identifier';
comment on column linking.record.linked is 'by linking; null while nobody has looked';
comment on column linking.record.former is 'the subject of its own that it had before that was merged with another; a part taken out of it gets this id back';
comment on column linking.record.fields is 'null: the source has deleted the record';
create index record_keys on linking.record using gin (keys) with (fastupdate = off);
create index record_subject on linking.record (subject) where subject is not null;
create index record_linked on linking.record (linked) where linked is not null;

-- The blocking keys of records without a strong identifier: a newcomer that has one of them makes them looked at again.
create table linking.waiting (
    block    bigint not null,
    resource text   not null,
    key      text   not null,
    primary key (block, resource, key)
);
create index waiting_record on linking.waiting (resource, key);

-- Records to look at, oldest first. A new request for the same record takes a new number, so that a look under way does not swallow it.
create sequence linking.pending_id;
create table linking.pending (
    resource text   not null,
    key      text   not null,
    id       bigint not null default nextval('linking.pending_id'),
    failure  text,
    urgent   boolean not null default false,
    primary key (resource, key)
);
comment on column linking.pending.urgent is 'a person waits: before all others';
create index pending_order on linking.pending (urgent desc, id) where failure is null;

-- What linking did: records that went from one subject to another. Undone by a clerk's rulings, which make the next change.
create table linking.change (
    id          bigint generated always as identity primary key,
    at          timestamptz not null default clock_timestamp(),
    kind        text        not null check (kind in ('ARRIVAL', 'MERGE', 'SPLIT', 'MOVE', 'DEPARTURE')),
    old_subject uuid,
    new_subject uuid,
    records     text[]      not null,
    resources   text[]      not null,
    cause       text        not null,
    weight      double precision,
    model       text        not null,
    version     text        not null
);
comment on column linking.change.records is 'resource#key';
comment on column linking.change.resources is 'of these records, each once';
comment on column linking.change.cause is 'the record that was looked at';
comment on column linking.change.weight is 'of the strongest pair by which that record is of its subject, in bits; null if it is alone';
create index change_records on linking.change using gin (records);
create index change_resources on linking.change using gin (resources) where kind in ('MERGE', 'SPLIT', 'MOVE');

-- Pairs in doubt or linked by the job, with the evidence, and what clerks decided about them. The first record is the one without a strong identifier.
create table linking.review (
    id              bigint generated always as identity primary key,
    first_resource  text             not null,
    first_key       text             not null,
    second_resource text             not null,
    second_key      text             not null,
    weight          double precision,
    explanation     jsonb,
    state           text             not null default 'open' check (state in ('open', 'linked', 'same', 'different', 'settled')),
    opened_at       timestamptz      not null default clock_timestamp(),
    decided_at      timestamptz,
    decided_by      text,
    unique (first_resource, first_key, second_resource, second_key)
);
comment on column linking.review.state is 'linked: by the job itself, this being the strongest pair; settled: neither linked nor in doubt any more';
comment on column linking.review.explanation is 'null: nobody compared just these two; a steward undid a change';
create index review_open on linking.review (weight desc, id) where state = 'open';
create index review_linked on linking.review (weight, id) where state = 'linked';
create index review_decided on linking.review (decided_at desc, id desc) where state in ('same', 'different');
create index review_second on linking.review (second_resource, second_key);
