-- Why a consent ended before its time; null while it is in force.
alter table exchange.consent add column ending text check (ending in ('REVOKED', 'CASE_CLOSED', 'PARTY_REPLACED'));
update exchange.consent set ending = 'REVOKED' where revoked_at is not null;
create index consent_by_case on exchange.consent (case_number) where revoked_at is null;
