-- Which template a document was made with, and the revision that published it; neither where it came with the program.
alter table documents add column template_code text;
alter table documents add column template_revision integer;
