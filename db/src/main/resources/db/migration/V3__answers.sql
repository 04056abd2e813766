-- What a search came to.

create table selection (
    search_id       bigint      primary key references search on delete cascade,
    candidate_id    bigint      not null references candidate on delete cascade,
    alpha           double precision not null check (alpha >= 1),
    beta            double precision not null check (beta >= 1),
    gamma           double precision not null check (gamma >= 1),
    alpha_least     double precision not null,
    alpha_most      double precision not null,
    beta_least      double precision not null,
    beta_most       double precision not null,
    gamma_least     double precision not null,
    gamma_most      double precision not null,
    separated       boolean     not null,
    explanation     text        not null,
    selected_at     timestamptz not null default clock_timestamp()
);

create table ladder (
    id              bigint generated always as identity primary key,
    search_id       bigint      not null unique references search on delete cascade,
    alpha           double precision not null,
    beta            double precision not null,
    gamma           double precision not null
);

create table ladder_model (
    ladder_id       bigint      not null references ladder on delete cascade,
    position        integer     not null,
    name            text        not null,
    phi             double precision not null,
    fingerprint     text        not null,
    architecture    jsonb       not null,
    parameters      bigint      not null,
    multiply_adds   bigint      not null,
    activations     bigint      not null,
    primary key (ladder_id, position)
);

-- Files that belong to a trial, such as checkpoints, by where they lie and what they hash to.
create table artifact (
    id              bigint generated always as identity primary key,
    trial_id        bigint      not null references trial on delete cascade,
    token           bigint      not null,
    kind            text        not null,
    location        text        not null,
    sha256          bytea       not null check (length(sha256) = 32),
    size            bigint      not null check (size >= 0),
    created_at      timestamptz not null default clock_timestamp()
);
create index artifact_by_trial on artifact (trial_id);

-- db-scheduler's own table, as its documentation gives it for PostgreSQL.
create table scheduled_tasks (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamp with time zone not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures int,
    last_heartbeat       timestamp with time zone,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_by_priority on scheduled_tasks (priority desc, execution_time asc);
