-- What a refused case left in departments' registers, until the department says that it has corrected it.
create table casework.correction (
    case_number text        not null references casework.case_file,
    step        text        not null,
    department  text        not null,
    since       timestamptz not null,
    done_at     timestamptz,
    primary key (case_number, step)
);
create index correction_by_department on casework.correction (department, since) where done_at is null;
insert into casework.correction (case_number, step, department, since)
select w.case_number, w.step, w.department, coalesce(c.closed_at, w.at)
  from casework.written w join casework.case_file c on c.number = w.case_number
 where c.state = 'REFUSED';
