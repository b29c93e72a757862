-- Which decisions upon links stewards took back from a list, and why. The leaf has the reason's digest only.
create table linking.taken_back (
    id     bigint generated always as identity primary key,
    review bigint references linking.review,
    change bigint references linking.change,
    reason text        not null check (length(reason) between 2 and 500),
    by     text        not null,
    at     timestamptz not null,
    check ((review is null) <> (change is null))
);
create index taken_back_review on linking.taken_back (review, id desc) where review is not null;
