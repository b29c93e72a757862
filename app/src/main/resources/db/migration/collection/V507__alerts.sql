-- Alerts: raised and cleared by the platform's rules, acknowledged by an operator. At most one is open of a rule and subject.
create schema if not exists alert;
create table alert.alert (
    id              bigint generated always as identity primary key,
    rule            text        not null,
    subject         text        not null,
    remedy          text        not null,
    arguments       text[]      not null default '{}',
    raised_at       timestamptz not null,
    cleared_at      timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    check ((acknowledged_at is null) = (acknowledged_by is null))
);
create unique index alert_open on alert.alert (rule, subject) where cleared_at is null;
create index alert_past on alert.alert (cleared_at desc, id desc) where cleared_at is not null;
comment on column alert.alert.subject is 'of what the rule says it: a source, a folder, a rule; empty if there is but one';
comment on column alert.alert.remedy is 'key of the message that says what to do';
comment on column alert.alert.arguments is 'of the messages, after the subject; as measured last';
