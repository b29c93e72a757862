-- How fast the quarantine of a source grows is asked every few seconds.
create index quarantine_growth on collection.quarantine (source, quarantined_at) where state = 'open';
