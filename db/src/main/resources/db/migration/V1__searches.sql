-- What a search is, and what it tries. Words as in the README; times are the database's own.

create table search (
    id              bigint generated always as identity primary key,
    name            text        not null check (name <> '' and length(name) <= 200),
    state           text        not null check (state in ('QUEUED', 'RUNNING', 'SELECTING', 'DONE', 'FAILED', 'CANCELLED')),
    -- As it came, in YAML or JSON: searches are planned again from this.
    specification   text        not null,
    -- The baseline with the data set's classes and channels.
    baseline        jsonb       not null,
    dataset         text        not null,
    engine          text        not null,
    priority        integer     not null default 0,
    coefficients    integer     not null check (coefficients > 0),
    warnings        jsonb       not null default '[]',
    error           text,
    created_at      timestamptz not null default clock_timestamp(),
    started_at      timestamptz,
    ended_at        timestamptz,
    version         integer     not null default 0
);
create index search_by_state on search (state, id);

create table candidate (
    id              bigint generated always as identity primary key,
    search_id       bigint      not null references search on delete cascade,
    fingerprint     text        not null,
    architecture    jsonb       not null,
    resolution      integer     not null check (resolution > 0),
    parameters      bigint      not null check (parameters > 0),
    multiply_adds   bigint      not null check (multiply_adds > 0),
    activations     bigint      not null check (activations > 0),
    cost_ratio      double precision not null check (cost_ratio > 0),
    -- Over the trials that have a result; null before the first.
    mean_top1       double precision,
    unique (search_id, fingerprint)
);
create index candidate_by_cost on candidate (search_id, multiply_adds, id);
create index candidate_by_top1 on candidate (search_id, mean_top1 desc nulls last, id);

create table candidate_alias (
    candidate_id    bigint      not null references candidate on delete cascade,
    position        integer     not null,
    alpha           double precision not null check (alpha >= 1),
    beta            double precision not null check (beta >= 1),
    gamma           double precision not null check (gamma >= 1),
    nominal_product double precision not null,
    primary key (candidate_id, position)
);
