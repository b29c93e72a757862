-- Items about somebody else than the subject asked about that a grant's legal basis opens without that person's own consent.
alter table exchange.access_grant add column others_items text[] not null default '{}';
