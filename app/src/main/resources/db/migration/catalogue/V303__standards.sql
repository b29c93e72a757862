-- Data standards that items follow; the text of an entry keeps the order of its values.
create table catalogue.standard (
    code      text    primary key,
    entry     json    not null,
    withdrawn boolean not null default false
);
