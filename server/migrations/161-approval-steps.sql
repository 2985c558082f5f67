-- Requests keep what approvers were shown, and what the next request is held against.
alter table approval_requests
  add column customer_id text,
  add column sections jsonb,
  add column shown jsonb;
create index approval_requests_of_customer on approval_requests (customer_id, requested_at desc)
  where customer_id is not null;
create index approval_requests_pending on approval_requests (requested_at) where status = 'PENDING';

-- Steps know who they ask in the policy's words, and when what happens to them.
alter table approval_steps
  add column key text,
  add column approvers jsonb not null default '[]',
  add column escalate_to jsonb not null default '[]',
  add column remind_hours integer,
  add column opened_at timestamptz,
  add column decided_at timestamptz,
  add column remind_at timestamptz,
  add column reminded_at timestamptz,
  add column escalated_at timestamptz;
create index approval_steps_due on approval_steps (least(remind_at, deadline)) where status = 'OPEN';
create index approval_steps_decided on approval_steps (decided_at) where decided_at is not null;

-- Who was asked in whose place: passed on by the one asked, by an administrator, or because time ran out.
create table approval_handovers (
  id text primary key,
  step_id text not null references approval_steps (id),
  kind text not null check (kind in ('DELEGATED', 'REASSIGNED', 'ESCALATED')),
  from_user text,
  to_user text not null,
  by_user text not null,
  comment text,
  at timestamptz not null
);
create index approval_handovers_of_step on approval_handovers (step_id, at);
-- What one was given to decide one does not give away again.
create unique index approval_handovers_once on approval_handovers (step_id, from_user) where kind = 'DELEGATED';
create trigger approval_handovers_are_kept before update or delete on approval_handovers
  for each row execute function refuse_change();

-- Questions of approvers and what they were answered.
create table approval_remarks (
  id text primary key,
  request_id text not null references approval_requests (id),
  kind text not null check (kind in ('QUESTION', 'ANSWER')),
  user_id text not null,
  text text not null,
  at timestamptz not null
);
create index approval_remarks_of_request on approval_remarks (request_id, at);
create trigger approval_remarks_are_kept before update or delete on approval_remarks
  for each row execute function refuse_change();

-- Who decides for whom while they are away.
create table approval_absences (
  user_id text primary key,
  deputy_id text not null,
  away_from timestamptz not null,
  away_until timestamptz not null,
  check (deputy_id <> user_id and away_from < away_until)
);
create index approval_absences_of_deputy on approval_absences (deputy_id, away_until);

-- Whatever the program does: nobody's word counts on what they own, submitted or edited.
create function refuse_own_decision() returns trigger language plpgsql as $$
begin
  if exists (select 1 from approval_steps s join approval_requests r on r.id = s.request_id
             where s.id = new.step_id and (new.user_id = r.owner_id or new.user_id = any(r.involved))) then
    raise exception '% is involved in the quote and cannot decide on it', new.user_id;
  end if;
  return new;
end $$;
create trigger approval_decisions_by_others before insert on approval_decisions
  for each row execute function refuse_own_decision();
-- One word of a person on a step, also when two requests of theirs arrive at the same moment.
create unique index approval_decisions_once on approval_decisions (step_id, user_id);
