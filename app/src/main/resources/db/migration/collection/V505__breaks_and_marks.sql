-- Two changes that cannot be decoded at one place of the log are two: after a restart of the job others may be counted before them, and
-- the second has the first one's number then.
alter table collection.set_aside add column digest bytea;
update collection.set_aside set digest = sha256(coalesce(bytes, convert_to(reason, 'UTF8')));
alter table collection.set_aside alter column digest set not null;
alter table collection.set_aside drop constraint set_aside_source_position_sequence_key;
alter table collection.set_aside add unique (source, position, sequence, digest);
comment on column collection.set_aside.bytes is 'the message as the server sent it; null if it sent none, or if a thousand others are open';
comment on column collection.set_aside.digest is 'SHA-256 of the message, of the reason if there was none';

-- A server whose folder or disk was put back to an earlier state has the same identifier, timeline and slot, and its log may have grown past
-- the old place since. What it lacks is the last commit that was written here.
alter table collection.source add column mark_position bigint;
alter table collection.source add column mark_time bigint;
comment on column collection.source.mark_position is
    'where the last commit of the source ends that is written here; a log that is sent again over this place without it is another history';
comment on column collection.source.mark_time is 'when it was committed, microseconds since 1970';
