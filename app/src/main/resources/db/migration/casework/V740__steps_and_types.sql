-- The step of the process that an event is about; its label, which alone was kept before, is only for people.
alter table casework.event add column step text;
update casework.event e
   set step = l.entry::jsonb -> 'details' ->> 'step'
  from ledger.leaf l
 where l.index = e.leaf and l.case_number = e.case_number;

-- What a told value is.
alter table casework.finding add column type text not null default 'TEXT';
