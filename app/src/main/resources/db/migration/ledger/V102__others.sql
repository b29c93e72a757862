-- Who else is named in the data that an act touched: an act shows in the list of each of them.
alter table ledger.leaf add column others uuid[];
create index leaf_by_others on ledger.leaf using gin (others) with (fastupdate = off) where others is not null;
