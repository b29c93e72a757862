-- An answer holds what it rests on (a shared lock on the id) until its leaf is written; whatever ends or changes a consent or a grant, from
-- whichever program, takes the lock alone and so waits for those answers. See StandingStore.
create function exchange.wait_for_answers() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(old.id::text, 606));
    return null;
end $$;

create trigger consent_ends after update of revoked_at, expires_at, items or delete on exchange.consent
    for each row execute function exchange.wait_for_answers();
create trigger grant_ends after update or delete on exchange.access_grant
    for each row execute function exchange.wait_for_answers();
