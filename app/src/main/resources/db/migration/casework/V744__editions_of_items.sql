-- A case keeps the edition of its service item with which it was begun.
alter table casework.case_file add column edition int not null default 1;
alter table casework.case_file alter column edition drop default;
comment on column casework.case_file.edition is 'of the service item, see service.edition';
