-- Question: of how many studies does no source say what a switch or a filter asks for?
-- One row = the whole store.
-- Columns: country, year, design, risk_of_bias, transferability
select
    count(*) filter (country is null) as country,
    count(*) filter (year is null) as year,
    count(*) filter (design is null or design = 'not_stated') as design,
    count(*) filter (risk_of_bias is null or risk_of_bias = 'not_assessed') as risk_of_bias,
    count(*) filter (transferability is null or transferability = 'not_assessed') as transferability
from study
