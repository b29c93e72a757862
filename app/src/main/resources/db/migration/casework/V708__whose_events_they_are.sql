-- Subject that an event is about: whoever takes a party's place is not told of the one before.
alter table casework.event add column subject uuid;
update casework.event
   set subject = party.subject
  from casework.party
 where party.case_number = event.case_number and party.role = event.about;
