-- What was planned is kept as it was planned: configuration and defaults may change while a search runs, and after it.

alter table search add column plan jsonb;

-- The page of workers counts their attempts; a claim that finds nothing to its size has to do so without the table.
create index attempt_by_worker on attempt (worker, outcome);
drop index trial_queue;
create index trial_queue on trial (priority desc, id) include (engine, required_memory) where state = 'QUEUED';

-- A prefix of the unique index on (candidate_id, seed, rung).
drop index trial_by_candidate;
-- Lists sort what they have grouped; and without it, a new mean changes no index.
drop index candidate_by_top1;
