-- The newest edition of a withdrawn resource: nothing of it is collected any more. It stays, since records that it cleaned may be on their way.
alter table collection.plan add column withdrawn boolean not null default false;
