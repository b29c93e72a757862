-- What flowed, by quarter of an hour. The platform sums up collection.flow, which is kept for two days only.
create table collection.flow_quarter (
    at          timestamptz not null,
    source      text        not null,
    resource    text        not null,
    received    bigint      not null,
    written     bigint      not null,
    quarantined bigint      not null,
    lag_p50     int,
    lag_p99     int,
    primary key (at, source, resource)
);
comment on column collection.flow_quarter.at is 'when the quarter begins';
comment on column collection.flow_quarter.lag_p50 is 'median of its seconds'' medians in milliseconds, null if nothing was written that has a lag';
comment on column collection.flow_quarter.lag_p99 is 'p99 of its worst second in milliseconds';
