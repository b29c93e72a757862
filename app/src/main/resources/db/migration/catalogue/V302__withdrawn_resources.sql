-- Set on the newest edition of a resource that was taken out of force; a later edition puts it in force again.
alter table catalogue.resource add column withdrawn_at timestamptz;
