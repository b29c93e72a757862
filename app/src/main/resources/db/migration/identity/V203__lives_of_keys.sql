-- Who gave a key in and who withdrew it, why, and by which leaves of the ledger; those that a pack or an installer registered have neither.
alter table identity.system_key
    add column added_by text,
    add column added_leaf bigint,
    add column withdrawn_by text,
    add column withdrawn_why text,
    add column withdrawn_leaf bigint,
    -- To the minute: a key that is in use all the time is not written at each use.
    add column last_used_at timestamptz;
