-- A version never comes again, also when a draft is discarded and another one is begun under its name: who publishes the version that they
-- saw publishes no other text.
create sequence definition.draft_version as bigint;
select setval('definition.draft_version', (select coalesce(max(version), 0) + 1 from definition.draft));
