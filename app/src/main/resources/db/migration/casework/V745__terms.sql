-- The field's terms: evidence is retrieved, and what a case's steps brought are values of steps.
alter table casework.case_file rename column facts to step_values;
alter table casework.evidence rename column drawn_at to retrieved_at;
alter table casework.evidence drop constraint evidence_status_check;
update casework.evidence set status = 'RETRIEVED' where status = 'DRAWN';
alter table casework.evidence add constraint evidence_status_check check (status in ('RETRIEVED', 'NONE', 'REFUSED'));
update casework.event
   set key = replace(key, 'case.event.drawn', 'case.event.retrieved')
 where key in ('case.event.drawn', 'case.event.drawn-none', 'case.event.drawn-refused');
