-- Of the demo company only; empty everywhere else.

-- Passwords made up for this installation, to be printed at its start. A password somebody changed is forgotten here.
create table demo_logins (
  username text primary key,
  user_id text not null,
  shows text not null,
  password text not null,
  position integer not null
);

-- What of the company is there already, so that a start that was interrupted goes on where it stopped.
create table demo_steps (
  step text primary key,
  id text not null
);
