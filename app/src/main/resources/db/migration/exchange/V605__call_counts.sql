-- How often a right was used in the last sixty seconds: one row a right, a slot for each of 61 seconds. Unlogged, so counting waits for no
-- disk; after a crash of the server (not of the platform) it begins anew, as everything within a minute before it then does.
create unlogged table exchange.call_count (
    counted text primary key,
    seconds bigint[] not null,
    calls   int[]    not null
) with (fillfactor = 50);
