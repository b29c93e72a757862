-- Wrong passwords for names that nobody has are counted in a row of their own, as those of accounts are: the time that an answer takes
-- then does not tell one from the other. What is left of an account that was deleted counts for a day and says nothing.
alter table identity.sign_in_attempt drop constraint sign_in_attempt_username_fkey;
