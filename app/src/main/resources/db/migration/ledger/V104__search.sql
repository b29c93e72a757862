-- Auditors look for entries by time and actor. The log's times never go back, so a time is a place in it.
create index leaf_by_time on ledger.leaf (appended_at, index);
create index leaf_by_actor on ledger.leaf (actor, index);
