-- Departments' passwords are sealed from now on; the platform is given them at each start and seals them then.
update collection.source set password = '';
comment on column collection.source.password is 'sealed, or empty for a database that needs none';
