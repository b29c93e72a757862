-- By which plan a table was loaded is kept from now on; what was loaded before is loaded anew, as of a table that was not watched.
update collection.loaded set configuration = null;

-- A department's stewards see what is in quarantine of its resources.
create index quarantine_by_resource on collection.quarantine (resource, state, id desc);
