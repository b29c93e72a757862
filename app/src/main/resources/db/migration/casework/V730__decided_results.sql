-- Whether a row was written on the decision of the case, not on the way to it: who else may refuse the case ends with it.
alter table casework.begun add column decided boolean not null default false;
alter table casework.written add column decided boolean not null default false;
