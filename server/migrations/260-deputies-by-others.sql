-- Who named the deputy, where it was not the person away; and when the deputy was told what they are asked.
alter table approval_absences
  add column set_by text,
  add column told_at timestamptz;
