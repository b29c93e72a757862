-- The head of every page of a steward counts what waits.
create index review_waiting on linking.review (first_resource, opened_at) where state = 'open';
create index resource_provider on catalogue.resource ((entry->>'provider'));
