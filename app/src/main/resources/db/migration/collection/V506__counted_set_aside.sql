-- Beyond a thousand open ones, further changes of a table that cannot be decoded are counted in one row instead of kept one by one.
alter table collection.set_aside add column rest boolean not null default false;
alter table collection.set_aside add column changes bigint not null default 1 check (changes > 0);
alter table collection.set_aside drop constraint set_aside_source_position_sequence_digest_key;
create unique index set_aside_once on collection.set_aside (source, position, sequence, digest) where not rest;
create unique index set_aside_rest on collection.set_aside (source, coalesce(schema_name, ''), coalesce(table_name, ''))
    where rest and state = 'open';
comment on column collection.set_aside.rest is 'stands for several changes; place, reason and digest are those of the newest';
comment on column collection.set_aside.changes is 'how many changes it stands for';
comment on column collection.set_aside.bytes is 'the message as the server sent it; null if it sent none, or if the row stands for several';
