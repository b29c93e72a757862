-- Acts whose transaction has not committed yet. The row comes with the leaf and is deleted by the very transaction in which the act takes
-- effect; what is left over after a rollback or a crash did not happen, and is voided by a leaf of its own.
create table ledger.pending (
    index bigint primary key
);
