-- Where a candidate ended, and what one of its trainings takes.

alter table candidate
    -- In bytes, with the search's batch size.
    add column training_memory bigint,
    -- From 1, by the search's objective; null until the search is done, and where there is no result.
    add column rank integer check (rank > 0),
    add column score double precision;

update candidate c
set training_memory = (select max(t.required_memory) from trial t where t.candidate_id = c.id);

alter table candidate
    alter column training_memory set not null,
    add check (training_memory > 0);

create index candidate_by_rank on candidate (search_id, rank);
