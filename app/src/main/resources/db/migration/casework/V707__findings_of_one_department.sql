-- Whether a finding is for the department of its step alone.
alter table casework.finding add column own boolean not null default false;
