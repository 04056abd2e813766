-- The trial row is the queue. Every lease of a trial gets a higher token than all before it; every write of a worker
-- names its token, and changes nothing where a newer one has been given out.

create sequence lease_token;

create table trial (
    id              bigint generated always as identity primary key,
    search_id       bigint      not null references search on delete cascade,
    candidate_id    bigint      not null references candidate on delete cascade,
    seed            bigint      not null,
    rung            integer     not null default 0,
    state           text        not null default 'QUEUED'
                                check (state in ('QUEUED', 'RUNNING', 'DONE', 'DIVERGED', 'FAILED', 'CANCELLED')),
    engine          text        not null,
    priority        integer     not null default 0,
    -- Bytes that a trainer is estimated to need.
    required_memory bigint      not null check (required_memory >= 0),
    attempts        integer     not null default 0,
    not_before      timestamptz not null default clock_timestamp(),
    token           bigint      not null default 0,
    worker          text,
    lease_until     timestamptz,
    fraction        double precision not null default 0 check (fraction between 0 and 1),
    error_code      text,
    error           text,
    ended_at        timestamptz,
    unique (candidate_id, seed, rung),
    check ((state = 'RUNNING') = (lease_until is not null))
)
-- Heartbeats update rows in place, all the time: leave them room, and let no index name what they change (lease_until,
-- fraction), so that these updates stay heap-only.
with (fillfactor = 70);
create index trial_queue on trial (priority desc, id) where state = 'QUEUED';
create index trial_running on trial (id) where state = 'RUNNING';
create index trial_by_search on trial (search_id, state);
create index trial_by_candidate on trial (candidate_id);

-- History, never overwritten: one row for each lease.
create table attempt (
    trial_id        bigint      not null references trial on delete cascade,
    token           bigint      not null,
    worker          text        not null,
    started_at      timestamptz not null default clock_timestamp(),
    ended_at        timestamptz,
    outcome         text        check (outcome in ('DONE', 'DIVERGED', 'FAILED', 'RELEASED', 'CANCELLED', 'EXPIRED')),
    error_code      text,
    error           text,
    log             text,
    primary key (trial_id, token),
    check ((ended_at is null) = (outcome is null))
);

create table trial_epoch (
    trial_id        bigint      not null,
    token           bigint      not null,
    epoch           integer     not null check (epoch > 0),
    learning_rate   double precision not null,
    training_loss   double precision not null,
    validation_loss double precision not null,
    validation_top1 double precision not null,
    validation_top5 double precision not null,
    seconds         double precision not null,
    images_per_second double precision not null,
    primary key (trial_id, token, epoch),
    foreign key (trial_id, token) references attempt on delete cascade
);

create table trial_result (
    trial_id        bigint      primary key references trial on delete cascade,
    token           bigint      not null,
    diverged        boolean     not null,
    epochs          integer     not null,
    validation_loss double precision not null,
    validation_top1 double precision not null,
    validation_top5 double precision not null,
    test_loss       double precision not null,
    test_top1       double precision not null,
    test_top5       double precision not null,
    images_per_second double precision not null,
    peak_memory     bigint      not null,
    seconds         double precision not null,
    provenance      jsonb       not null,
    recorded_at     timestamptz not null default clock_timestamp(),
    foreign key (trial_id, token) references attempt
);

create table worker (
    name            text        primary key,
    engines         text[]      not null,
    slots           integer     not null,
    memory          bigint      not null,
    first_seen      timestamptz not null default clock_timestamp(),
    last_seen       timestamptz not null default clock_timestamp()
);

-- Only hashes: a token is shown once, when it is made.
create table worker_token (
    id              bigint generated always as identity primary key,
    name            text        not null unique,
    hash            bytea       not null unique check (length(hash) = 32),
    created_at      timestamptz not null default clock_timestamp()
);
