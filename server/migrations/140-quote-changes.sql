-- The change of the quote that last touched a line or the order of lines: whoever has seen one state gets what differs.
alter table quote_lines add column seq integer not null default 0;
alter table quote_versions add column order_seq integer not null default 0;
