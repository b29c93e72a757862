-- Who may do what. Flyway runs this at every start, after the migrations, as their owner. It is closed: a table or sequence that no line
-- names is the owner's and the platform's alone, and what somebody granted beside this to one of the roles, or to everybody, is taken back.
do $privileges$
declare
    statement text;
begin
    -- Of platforms that start at once, one after the other.
    perform pg_advisory_xact_lock(hashtextextended('yici privileges', 0));

    -- What migrations made in registry is the publisher's.
    for statement in
        select format('alter schema %I owner to ${publish}', nspname) from pg_namespace
         where nspname = 'registry' and nspowner = '${migrate}'::regrole
    loop
        execute statement;
    end loop;
    for statement in
        select format('alter table %s owner to ${publish}', oid::regclass) from pg_class
         where relnamespace = 'registry'::regnamespace and relkind in ('r', 'p') and relowner = '${migrate}'::regrole
    loop
        execute statement;
    end loop;

    for statement in
        select format('grant usage on schema %I to ${platform}; grant usage on all sequences in schema %I to ${platform}',
            nspname, nspname)
          from pg_namespace where nspowner in ('${migrate}'::regrole, '${publish}'::regrole)
    loop
        execute statement;
    end loop;
    grant usage on schema collection, linking, registry to ${job};
    grant usage on sequence linking.pending_id to ${job};
    grant usage on schema alert, casework, catalogue, collection, exchange, identity, ledger to ${report};

    -- Tables that are published later.
    alter default privileges for role ${publish} in schema registry grant select on tables to ${platform};
    alter default privileges for role ${publish} in schema registry grant select, insert, update on tables to ${job};

    for statement in
        select distinct format('revoke all on %s from public', c.oid::regclass)
          from pg_class c cross join aclexplode(c.relacl) given
         where c.relowner in ('${migrate}'::regrole, '${publish}'::regrole) and c.relkind in ('r', 'p', 'v', 'm', 'S') and given.grantee = 0
        union all
        select distinct format('revoke all (%I) on %s from %s', a.attname, c.oid::regclass,
                case given.grantee when 0 then 'public' else given.grantee::regrole::text end)
          from pg_class c join pg_attribute a on a.attrelid = c.oid cross join aclexplode(a.attacl) given
         where c.relowner in ('${migrate}'::regrole, '${publish}'::regrole)
           and given.grantee in (0, '${platform}'::regrole, '${job}'::regrole, '${report}'::regrole)
    loop
        execute statement;
    end loop;

    -- Of the lines that fit a table the first one counts.
    for statement in
        with rule (place, role, tables, privileges) as (values
            -- Leaves, nodes and checkpoints are added and never changed. Acts under way and notes about audits are no part of the log.
            (101, '${platform}', 'ledger.pending',           '{SELECT,INSERT,UPDATE,DELETE}'::text[]),
            (102, '${platform}', 'ledger.audit_run',         '{SELECT,INSERT,UPDATE}'),
            (103, '${platform}', 'ledger.%',                 '{SELECT,INSERT}'),
            -- Only the stream writes registers.
            (104, '${platform}', 'registry.subject_key',     '{SELECT,INSERT}'),
            (105, '${platform}', 'registry.%',               '{SELECT}'),
            (199, '${platform}', '%',                        '{SELECT,INSERT,UPDATE,DELETE}'),

            (201, '${job}',      'registry.subject_key',     '{}'),
            (202, '${job}',      'registry.%',               '{SELECT,INSERT,UPDATE}'),
            (203, '${job}',      'collection.plan',          '{SELECT}'),
            (204, '${job}',      'collection.source',        '{SELECT}'),
            (205, '${job}',      'collection.quarantine',    '{SELECT,INSERT,UPDATE}'),
            (206, '${job}',      'collection.flow',          '{SELECT,INSERT,UPDATE}'),
            (207, '${job}',      'collection.loaded',        '{SELECT,INSERT,UPDATE,DELETE}'),
            (208, '${job}',      'collection.source_table',  '{SELECT,INSERT,UPDATE,DELETE}'),
            (209, '${job}',      'collection.set_aside',     '{SELECT,INSERT,UPDATE}'),
            (215, '${job}',      'collection.doubt',         '{SELECT,INSERT,UPDATE,DELETE}'),
            (210, '${job}',      'linking.record',           '{SELECT,INSERT,UPDATE,DELETE}'),
            (211, '${job}',      'linking.waiting',          '{SELECT,INSERT,DELETE}'),
            (212, '${job}',      'linking.pending',          '{SELECT,INSERT,UPDATE,DELETE}'),
            (213, '${job}',      'linking.change',           '{SELECT,INSERT}'),
            (214, '${job}',      'linking.review',           '{SELECT,INSERT,UPDATE}'),
            (299, '${job}',      '%',                        '{}'),

            -- What names no person and holds no secret; of some tables only columns, see below.
            (301, '${report}',   'alert.alert',              '{SELECT}'),
            (302, '${report}',   'catalogue.resource',       '{SELECT}'),
            (303, '${report}',   'collection.plan',          '{SELECT}'),
            (304, '${report}',   'collection.flow',          '{SELECT}'),
            (305, '${report}',   'collection.flow_quarter',  '{SELECT}'),
            (306, '${report}',   'collection.loaded',        '{SELECT}'),
            (307, '${report}',   'collection.source_table',  '{SELECT}'),
            (308, '${report}',   'exchange.access_grant',    '{SELECT}'),
            (309, '${report}',   'exchange.withdrawn_grant', '{SELECT}'),
            (310, '${report}',   'identity.department',      '{SELECT}'),
            (311, '${report}',   'identity.system',          '{SELECT}'),
            (399, '${report}',   '%',                        '{}')
        ), target as (
            select c.oid, c.relacl, n.nspname || '.' || c.relname as name
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where n.nspowner in ('${migrate}'::regrole, '${publish}'::regrole) and c.relkind in ('r', 'p', 'v', 'm')
        ), wanted as (
            select distinct on (t.oid, r.role) t.oid, r.role, r.privileges, array(
                       select a.privilege_type from aclexplode(t.relacl) a where a.grantee = r.role::regrole) as given
              from target t join rule r on t.name like r.tables
             order by t.oid, r.role, r.place
        )
        select format('revoke all on %s from %I', oid::regclass, role)
            || case when privileges <> '{}'
                    then format('; grant %s on %s to %I', array_to_string(privileges, ', '), oid::regclass, role)
                    else '' end
          from wanted where not (privileges @> given and given @> privileges)
    loop
        execute statement;
    end loop;

    -- The job tells how a source is doing; which server it is, and with what password, is not its own to say.
    grant update (state, message, updated_at, loaded_rows, expected_rows, loaded_at, loaded_position, applied, server,
        mark_position, mark_time) on collection.source to ${job};
    grant select (number, item, state, opened_at, submitted_at, accepted_at, closed_at) on casework.case_file to ${report};
    grant select (id, case_number, at, key, department, step) on casework.event to ${report};
    grant select (name, department, state, loaded_rows, expected_rows, loaded_at, updated_at) on collection.source to ${report};
    grant select (id, resource, source, rule, item, edition, state, source_time, quarantined_at, closed_at)
        on collection.quarantine to ${report};
    grant select (index, appended_at, kind, department) on ledger.leaf to ${report};
end
$privileges$;
