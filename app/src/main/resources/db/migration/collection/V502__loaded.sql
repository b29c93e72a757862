-- Which resources have been loaded from their source's table, as of which position of its log. The job writes a row once a load
-- has safely arrived. Deleting a row makes the job load that table anew while changes go on flowing.
create table collection.loaded (
    source    text        not null references collection.source on delete cascade,
    resource  text        not null,
    position  bigint      not null,
    rows      bigint      not null,
    loaded_at timestamptz not null default now(),
    primary key (source, resource)
);
