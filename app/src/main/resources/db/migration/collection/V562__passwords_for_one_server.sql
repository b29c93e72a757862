-- The job's password is sealed for its server and account, as the one that people set has been; those of the settings are given at each start.
update collection.source s set password = p.sealed
  from collection.source_password p where p.source = s.name and s.password <> '';

-- One that was set for a draft which is gone, or by another department, opens for nobody.
alter table collection.source_password add column department text;
update collection.source_password p set department = s.department from collection.source s where s.name = p.source;
