-- Between two vacuums this index kept an entry of every attempt that had ended, and a claim took it
-- for the shortest way to an account's open one: it read them all. The other index of open attempts
-- leads to the account, and serves those who look for lapsed leases as well.
drop index refresh_attempt_lapsing;
