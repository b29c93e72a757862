-- The materials that an event names. What was written before does not say: its words are then no party's to read.
alter table casework.event add column materials text[];
