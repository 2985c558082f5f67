-- Publication at a time, the second person's word, and the change set each person works in.
alter table change_sets drop constraint change_sets_status_check;
alter table change_sets add constraint change_sets_status_check
  check (status in ('open', 'scheduled', 'published', 'discarded'));
alter table change_sets
  add column publish_at timestamptz,
  add column scheduled_by text,
  add column publish_failure text,
  add column review_status text check (review_status in ('asked', 'approved', 'returned')),
  add column review_by text,
  add column review_at timestamptz,
  add column review_comment text;

create table current_change_sets (
  user_id text primary key,
  change_set_id text not null references change_sets (id)
);
create index current_change_sets_of_set on current_change_sets (change_set_id);
