-- Refusing a whole case is proposed as decisions of tasks are: its "task" is then the case's number, and it counts while the case stands
-- as it stood. For a task it is null.
alter table casework.proposal add column state text;
create index proposal_of_case on casework.proposal (case_number) where state is not null;

-- What was proposed for a case as it stood does not count once it has moved on, by whatever way, nor when it comes back to where it was.
create function casework.forget_proposed_refusal() returns trigger language plpgsql as $$
begin
    delete from casework.proposal where task = new.number and state is not null;
    return null;
end $$;
create trigger proposed_refusal_lapses after update of state on casework.case_file
    for each row when (old.state is distinct from new.state) execute function casework.forget_proposed_refusal();
