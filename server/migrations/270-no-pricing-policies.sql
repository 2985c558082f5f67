-- How prices are calculated is a setting of the company; no part of the program ever read this table.
drop table pricing_policies;
