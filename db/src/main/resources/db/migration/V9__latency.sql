-- Of a forward pass, in seconds for each image; null where the trainer measured none.
alter table trial_result add column latency double precision;
