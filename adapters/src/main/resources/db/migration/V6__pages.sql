-- A session is reached by the one-use ticket of its link, and by the page token that the ticket was redeemed for.
alter table connect_session alter column token_fingerprint drop not null;
alter table connect_session add column ticket_fingerprint text;
alter table connect_session add column page_fingerprint text;
alter table connect_session add column acting_user_id text;
create index connect_session_by_page on connect_session (page_fingerprint) where page_fingerprint is not null;
create index connect_session_by_id on connect_session (id);

alter table authorization_attempt add column page boolean not null default false;

alter table workspace add column accent_color text;
