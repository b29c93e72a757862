-- A public key is registered once, for ever: who has withdrawn it under one name must not meet it under another.
create table identity.public_key (
    encoded bytea primary key
);
insert into identity.public_key select distinct public_key from identity.system_key;

-- Where one stood for two systems it stays with the first, and nowhere if it was withdrawn from any.
update identity.system_key twin
   set withdrawn_at = now(), withdrawn_why = 'one public key for two systems'
 where twin.withdrawn_at is null and exists (
       select 1 from identity.system_key other
        where other.public_key = twin.public_key and other.key_id <> twin.key_id
          and (other.withdrawn_at is not null or (other.valid_from, other.key_id) < (twin.valid_from, twin.key_id)));

alter table identity.system_key add foreign key (public_key) references identity.public_key;
