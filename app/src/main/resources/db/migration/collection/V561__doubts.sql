-- What writers of the stream found that only a new load of the table can clear.
create table collection.doubt (
    source   text   not null,
    resource text   not null,
    position bigint not null,
    reason   text   not null,
    primary key (source, resource)
);
