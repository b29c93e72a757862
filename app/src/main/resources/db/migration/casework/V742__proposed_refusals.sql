-- Refusing a whole case is proposed as decisions of tasks are: its "task" is then the case's number, and it counts while the case stands
-- as it stood. For a task it is null.
alter table casework.proposal add column state text;
create index proposal_of_case on casework.proposal (case_number) where state is not null;
