-- What the checks said of a change set, for as long as neither it nor the published revision changes.
create table change_set_findings (
  change_set_id text primary key references change_sets (id) on delete cascade,
  -- Revision, day and content it was said of.
  content text not null,
  -- Sealed: findings name floors and costs.
  issues text not null
);
