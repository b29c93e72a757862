-- Passwords of the sources that people define, sealed; a definition's text never holds one.
create table collection.source_password (
    source text        primary key,
    sealed text        not null,
    set_by text        not null,
    set_at timestamptz not null
);
