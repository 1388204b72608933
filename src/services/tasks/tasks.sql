-- name: add_task
insert into tasks (customer_id, task_key, task_id, shop_id, state, origin, journey_id, run_id, title, why, value, due_day,
  created_at)
values (:customer_id, :task_key, :task_id, :shop_id, 1, :origin, :journey_id, :run_id, :title, :why, :value, :due_day,
  :created_at)
on conflict (customer_id, task_key) do nothing

-- name: open_tasks_of_origin
select t.* from task_rows t where t.shop_id = :shop_id and t.state = 1 and t.origin = :origin order by t.task_id

-- name: tasks_of_person
select t.* from task_rows t
where t.shop_id = :shop_id and t.state = 1 and t.staff_id = :staff_id
  and (t.call_again_at is null or t.call_again_at < :day_end)
order by coalesce(t.call_again_at, 0), t.value desc, t.task_id

-- name: tasks_of_nobody
select t.* from task_rows t
where t.shop_id = :shop_id and t.state = 1 and t.staff_id is null
order by t.value desc, t.task_id limit :limit

-- name: count_tasks_of_nobody
select count(*) from tasks where shop_id = :shop_id and state = 1 and staff_id is null

-- name: count_later_tasks
select count(*) from tasks
where shop_id = :shop_id and state = 1 and staff_id = :staff_id and call_again_at >= :day_end

-- name: count_done
select count(*) from tasks
where shop_id = :shop_id and state = 2 and staff_id = :staff_id and done_at >= :day_begin and done_at < :day_end

-- name: count_closed
select count(*) from tasks where shop_id = :shop_id and state = 3 and done_at >= :day_begin and done_at < :day_end

-- name: finished_tasks
select t.* from task_rows t where t.shop_id = :shop_id and t.state <> 1
order by t.done_at desc, t.task_id desc limit :limit offset :offset

-- name: count_finished
select count(*) from tasks where shop_id = :shop_id and state <> 1

-- name: get_task
select t.* from task_rows t where t.shop_id = :shop_id and t.task_id = :task_id

-- name: close_task
update tasks set state = 3, result = :result, done_at = :now
where customer_id = :customer_id and task_key = :task_key and state = 1

-- name: assign_task
update tasks set staff_id = :staff_id, call_again_at = null
where customer_id = :customer_id and task_key = :task_key and state = 1

-- name: set_task_result
update tasks set state = :state, staff_id = :staff_id, result = :result, call_again_at = :call_again_at, done_at = :done_at
where customer_id = :customer_id and task_key = :task_key

-- name: add_task_result
insert into task_results (customer_id, task_id, result_id, shop_id, staff_id, result, note, call_again_at, at)
values (:customer_id, :task_id, :result_id, :shop_id, :staff_id, :result, :note, :call_again_at, :at)

-- name: add_phone_consent
insert into consents (customer_id, consent_id, shop_id, channel, state, at, origin, evidence, staff_id)
values (:customer_id, :consent_id, :shop_id, :channel, :state, :at, 'staff', :evidence, :staff_id)

-- name: customers_refusing_calls
select customer_id from latest_consents where shop_id = :shop_id and channel = :channel and state = :withdrawn

-- name: set_capacity
insert into staff_capacity (staff_id, shop_id, tasks_per_day) values (:staff_id, :shop_id, :tasks_per_day)
on conflict (staff_id, shop_id) do update set tasks_per_day = excluded.tasks_per_day

-- name: get_capacity
select tasks_per_day from staff_capacity where staff_id = :staff_id and shop_id = :shop_id
