alter table collection.source drop constraint source_state_check;
alter table collection.source add constraint source_state_check
    check (state in ('new', 'loading', 'catching-up', 'streaming', 'partial', 'unreachable', 'slot-lost', 'failed'));
comment on column collection.source.state is
    'catching-up: what was written while nobody read is being read; partial: at least one table is stopped, see source_table; the others stream';
