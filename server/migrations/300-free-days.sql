-- Days at the start that are not charged, as they were sold; and when somebody gave notice of what has no end.
alter table order_lines add trial_days integer;
alter table subscriptions add trial_days integer;
alter table subscriptions add notice_at timestamptz;
