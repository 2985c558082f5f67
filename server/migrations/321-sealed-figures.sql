-- Margins of simulated quotes lie sealed, all four of a quote in one envelope; sums over them are made by the program.
alter table simulated_quotes add column margins text;
alter table simulated_quotes drop column margin_before;
alter table simulated_quotes drop column margin_after;
update simulated_quotes set company = company #- '{before,margin}' #- '{after,margin}';

-- A sample of a file with prices is sealed whole.
alter table imports alter column sample type text using sample::text;
