-- What is decided is looked up by what it leads to, to be marked as read.
create index notifications_by_link on notifications (link) where read_at is null and link is not null;
