alter table collection.source_table drop constraint source_table_state_check;
alter table collection.source_table add constraint source_table_state_check
    check (state in ('stopped', 'loading', 'catching-up', 'streaming'));
