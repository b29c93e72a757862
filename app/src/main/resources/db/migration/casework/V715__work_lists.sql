-- Account of the official who did it: the list of what somebody has done.
alter table casework.event add column account text;
create index event_by_account on casework.event (account, id desc) where account is not null;

-- From a task of the engine to its case.
create index case_file_by_process on casework.case_file (process) where process is not null;

-- Cases by the applicant's name.
create index party_by_name on casework.party (name);
