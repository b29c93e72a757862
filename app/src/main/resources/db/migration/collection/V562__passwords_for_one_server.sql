-- The job's password is sealed for its server and account, as the one that people set has been; those of the settings are given at each start.
-- Where there is a draft, the newest may be meant for that one: such a source says that its password is to be set again.
do $$
begin
    if to_regclass('definition.draft') is not null then
        update collection.source s set password = p.sealed from collection.source_password p
         where p.source = s.name and s.password <> ''
           and not exists (select from definition.draft d where d.kind = 'source' and d.name = s.name);
    end if;
end $$;

-- One that was set for a draft which is gone, or by another department, opens for nobody.
alter table collection.source_password add column department text;
update collection.source_password p set department = s.department from collection.source s where s.name = p.source;
