create schema service;

create table service.edition (
    slug         text        not null,
    number       int         not null check (number > 0),
    files        text        not null,
    process      text        not null,
    published_at timestamptz not null default now(),
    withdrawn_at timestamptz,
    primary key (slug, number)
);
comment on table service.edition is 'service items as they were published; in force is the newest edition of each, unless it is withdrawn';
comment on column service.edition.files is 'all files of the item as one text, each behind a line with its name';
comment on column service.edition.process is 'id of the process definition in the engine';
