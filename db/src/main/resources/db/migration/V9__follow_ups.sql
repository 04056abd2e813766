-- Of a forward pass, in seconds for each image; null where the trainer measured none.
alter table trial_result add column latency double precision;

-- The search that this one checks or refines.
alter table search add column follows bigint references search (id) on delete set null;
create index search_by_followed on search (follows) where follows is not null;

-- After which share of a rung's epochs a training is ended (STOPPED) that is below the median of the others; null for never.
alter table search add column median_after double precision;
