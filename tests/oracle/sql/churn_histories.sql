with recursive :alive,
:deliveries,
:churn_standings
select purchases::bigint - 1, lasted::bigint, watched::bigint, net::bigint
from signals where kind = 'no_contract' order by customer
