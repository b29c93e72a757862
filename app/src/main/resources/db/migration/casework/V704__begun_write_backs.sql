-- A write-back that was begun: its row may be in the department's database although nothing else here says so. Gone once that is known.
create table casework.begun (
    case_number text        not null references casework.case_file,
    step        text        not null,
    department  text        not null,
    at          timestamptz not null,
    primary key (case_number, step)
);
