-- What trains: searches say what they want, workers what they have.

-- Of the time of training: what went by waiting for data.
alter table trial_result add column waiting_share double precision;

alter table search
    add column device text not null default 'cpu',
    add column precision text not null default 'fp32',
    add column deterministic boolean not null default false;

alter table worker
    add column device text not null default 'cpu',
    add column device_name text not null default '',
    add column compute_capability text,
    add column driver text;
