-- Role of the party that an event is about: not every party may know of every other.
alter table casework.event add column about text;
