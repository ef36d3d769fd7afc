-- Where in Vault the folder is that credentials are kept in: the same folder of another engine is another place. Empty
-- where a version from before has noted the folder alone, until the next start.
alter table outside_path add column mount text;

-- How often in a row a credential could not be settled: settling_until is that of the last time.
alter table credential add column settle_failures integer not null default 0;
