-- What trainings need to survive: checkpoints, limits of every kind, workers that are put aside, searches that pause.

alter table search
    add column paused boolean not null default false,
    -- That a worker must have to be given a trial of this search.
    add column labels text[] not null default '{}';

alter table trial
    -- Times that a lease was lost. Attempts are those that failed by themselves or run now: a worker that is switched off
    -- is no fault of what it trained.
    add column losses integer not null default 0,
    -- Attempts that were stopped for taking too long.
    add column overruns integer not null default 0,
    -- A worker that must not try it again while there is another.
    add column avoided_worker text,
    add column micro_batches integer not null default 1;

-- Engine and priority are the search's: a claim asks the searches in their order, and each for its first trial.
drop index trial_queue;
drop index trial_running;
alter table trial drop column engine, drop column priority;
create index trial_queue on trial (search_id, rung desc, id) where state = 'QUEUED';
-- Each claim walks past the entries of earlier claims, until they are vacuumed away.
alter table trial set (autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0.01);
create index trial_running on trial (search_id) where state = 'RUNNING';

-- The attempt whose checkpoint this one began with.
alter table attempt add column resumed_from bigint;
-- What is written most was checked a second time against rows from which it is inserted anyway.
alter table trial_epoch drop constraint trial_epoch_trial_id_token_fkey;
alter table trial_result
    drop constraint trial_result_trial_id_fkey,
    drop constraint trial_result_trial_id_token_fkey,
    add foreign key (trial_id, token) references attempt on delete cascade;
-- What a worker did lately decides whether it is given more.
drop index attempt_by_worker;
create index attempt_by_worker on attempt (worker, ended_at) include (outcome);

alter table worker
    add column labels text[] not null default '{}',
    add column put_aside_until timestamptz,
    add column put_aside_because text,
    -- Failures from before do not count against it.
    add column trusted_since timestamptz not null default clock_timestamp();

-- Means are kept up to date by addition, in the statement that stores a result.
alter table candidate
    add column results integer not null default 0,
    add column top1_sum double precision not null default 0;
update candidate c
set (results, top1_sum) = (
    select count(*), coalesce(sum(case when r.diverged then 0 else r.validation_top1 end), 0)
    from trial_result r join trial t on t.id = r.trial_id where t.candidate_id = c.id);

-- PostgreSQL reads and plans a table's check constraints anew for every statement that writes to it: on those that every
-- report writes to, that was a fifth of all the work. Most of their values come from records and enums that check the
-- same; that a trial holds a lease exactly while it runs, and an attempt has an outcome exactly when it has ended, is up to
-- the few statements that write them, and looked after by the tests of each and by the chaos suite.
do $$
declare
    checked record;
begin
    for checked in
        select conrelid::regclass as name, conname from pg_constraint
        where contype = 'c' and conrelid in ('trial'::regclass, 'attempt'::regclass, 'trial_epoch'::regclass,
                                             'trial_result'::regclass, 'candidate'::regclass, 'worker'::regclass)
    loop
        execute format('alter table %s drop constraint %I', checked.name, checked.conname);
    end loop;
end $$;

-- A row before its object is written, and until it is gone: so that the store never holds what no row names. Rows do not
-- go with their trial, because objects do not.
drop table artifact;
create table artifact (
    id              bigint generated always as identity primary key,
    trial_id        bigint      not null,
    token           bigint      not null,
    location        text        not null unique,
    sha256          text        not null check (length(sha256) = 64),
    size            bigint      not null check (size >= 0),
    epochs          integer     not null check (epochs >= 0),
    fraction        double precision not null check (fraction between 0 and 1),
    -- Only a stored one may be trained from.
    stored          boolean     not null default false,
    created_at      timestamptz not null default clock_timestamp()
);
create index artifact_by_trial on artifact (trial_id, id);
