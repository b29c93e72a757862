-- Until when a case should be done follows from its acceptance and its timeline: it stands still while others are waited for.
alter table casework.case_file drop column promised_by, drop column due_on;
