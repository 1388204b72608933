with :alive,
:ltv_base
select name, (age + 1)::bigint, part, customers::bigint, matured::bigint,
       case when matured > 0 then purchases::bigint end, case when matured > 0 then accepted::bigint end,
       case when matured > 0 then net::bigint end, case when matured > 0 then gross::bigint end,
       case when matured > 0 then contribution::bigint end,
       round(round(c_accepted, 4))::bigint, round(round(c_net, 4))::bigint, round(round(c_gross, 4))::bigint,
       round(round(c_contribution, 4))::bigint, round(round(c_contribution - cpo, 4))::bigint
from curve left join cpos using (name) order by place, age
