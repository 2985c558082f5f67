-- Contracts that are changed while they run: what an amendment replaced has ended, what was renewed says by what.
alter table contracts drop constraint contracts_status_check;
alter table contracts add constraint contracts_status_check check (status in ('ACTIVE', 'ENDED', 'CANCELLED'));
alter table contracts add column renews text references contracts (id);
alter table subscriptions drop constraint subscriptions_status_check;
alter table subscriptions add constraint subscriptions_status_check check (status in ('ACTIVE', 'ENDED', 'CANCELLED'));

create index contracts_renewing on contracts (renews) where renews is not null;
create index quote_versions_of_contract on quote_versions ((content -> 'contract' ->> 'id'))
  where content -> 'contract' ->> 'id' is not null;
