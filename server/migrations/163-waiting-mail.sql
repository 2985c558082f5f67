-- Mail whose job was cut off is found by its age.
create index mails_untried on mails (created_at) where status = 'WAITING' and attempts = 0;
