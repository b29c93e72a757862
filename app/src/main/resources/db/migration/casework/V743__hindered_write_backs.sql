-- Results that a department's database refuses for want of a right, a table or an account, with the last cause.
create table casework.hindered (
    case_number text        not null,
    step        text        not null,
    department  text        not null,
    cause       text        not null,
    at          timestamptz not null,
    primary key (case_number, step)
);
