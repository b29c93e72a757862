-- Cases that were closed before closing ended their consents. The leaves follow within minutes, as after any revocation that was cut off.
update exchange.consent c
   set revoked_at = now(), revoked_by = 'system:casework', ending = 'CASE_CLOSED'
  from casework.case_file f
 where f.number = c.case_number and f.state in ('COMPLETED', 'REFUSED', 'WITHDRAWN') and c.revoked_at is null;
