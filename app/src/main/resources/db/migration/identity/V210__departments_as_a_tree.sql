-- The department above; null at the top.
alter table identity.department add column parent text references identity.department;
-- Out of force: its name stays readable where it once acted.
alter table identity.department add column withdrawn_at timestamptz;
