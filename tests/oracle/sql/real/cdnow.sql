-- :folder/CDNOW_master.txt -> the tables of the questions. No order numbers: every line is an order of its own.
create table orders as
select word[1]::bigint as customer, row_number() over ()::bigint as order_id, strptime(word[2], '%Y%m%d')::date as day,
       null::date as cancelled, 0::bigint as source, word[3]::int > 0 as purchase,
       round(word[4]::decimal(12, 2) * 100)::integer as accepted, 0 as out_of_stock, 0 as discounts, 0 as points
from (
  select regexp_split_to_array(trim(unnest(string_split(content, chr(10))), ' ' || chr(13)), ' +') as word
  from read_text(':folder/CDNOW_master.txt')
) where len(word) = 4 and word[1] <> 'customer_id';
create table returns (customer bigint, order_id bigint, day date, amount integer, product bigint, quantity bigint, reason bigint,
                      exchange boolean);
