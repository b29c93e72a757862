-- Consents were given twice when somebody consented twice at once; whoever revoked one of them meant both.
update exchange.consent twin
   set revoked_at = now(), revoked_by = ended.revoked_by, ending = 'REVOKED'
  from exchange.consent ended
 where ended.ending = 'REVOKED' and twin.revoked_at is null and twin.given_at < ended.revoked_at
   and (twin.subject, twin.consumer, twin.resource, twin.purpose)
       = (ended.subject, ended.consumer, ended.resource, ended.purpose)
   and twin.case_number is not distinct from ended.case_number and twin.items && ended.items;
