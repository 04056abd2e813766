-- Trainings in stages: rungs of rising epochs, to which candidates are promoted, and seeds where they decide something.

alter table search
    -- Multiply-adds for one image times epochs of all trainings that were expected when it was submitted.
    add column expected_work double precision,
    add column last_rung integer not null default 0,
    -- Rungs from the first on that nobody comes to any more, and whose checkpoints nobody goes on from.
    add column closed_rungs integer not null default 0,
    -- Trials that were over when what comes next was last decided.
    add column decided_on integer not null default 0;

alter table trial
    -- The trial of the rung below at whose end this one begins; it goes with the same search.
    add column continues bigint,
    -- That it trains itself: those of the rung below come on top.
    add column epochs integer not null default 1;
create index trial_by_continued on trial (continues) where continues is not null;

alter table candidate
    -- The highest that it has a result of: its mean is over the results there.
    add column rung integer not null default 0,
    -- Which control it is, where it is one; and whether it may be chosen, which a control may that is a candidate, too.
    add column control text,
    add column competes boolean not null default true,
    -- Whether it may be the best for all that is known; null until the search is done.
    add column contender boolean;

alter table selection
    -- Read as a whole: how the candidates of the last rung compare, how rankings agree from rung to rung, accuracy as a
    -- function of what growth is spent on, how far the answer is ahead of controls, and what else the ladder could be.
    add column comparison jsonb,
    add column agreements jsonb not null default '[]',
    add column surface jsonb,
    add column controls jsonb not null default '[]',
    add column spreads jsonb not null default '[]';

-- Plans had seeds where they have a budget now.
update search
set plan = jsonb_set(
    jsonb_set(plan #- '{specification,seeds}', '{specification,controls}', 'false'), '{specification,budget}',
    jsonb_build_object(
        'rungs', jsonb_build_object('epochs', jsonb_build_array(plan #> '{recipe,epochs}'), 'keep', 0.5, 'least', 1,
                                    'promotion', 'CERTAIN'),
        'seeds', plan #> '{specification,seeds}',
        'mostSeeds', jsonb_array_length(plan #> '{specification,seeds}'),
        'confidence', 0.95))
where plan #> '{specification,seeds}' is not null;
