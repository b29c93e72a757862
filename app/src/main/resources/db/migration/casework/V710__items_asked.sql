-- Which items a drawing asked for: one that was not asked for is new when it is drawn again, not changed.
-- Empty for what was drawn before this was kept.
alter table casework.evidence add column asked text[] not null default '{}';
