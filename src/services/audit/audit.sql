-- name: append_audit
insert into audit (audit_id, shop_id, staff_id, at, action, object, detail)
values (:audit_id, :shop_id, :staff_id, :at, :action, :object, :detail)

-- name: list_audit
select a.at, a.staff_id, a.shop_id, a.action, a.object, a.detail, t.name, s.name
from audit a left join staff t on t.staff_id = a.staff_id left join shops s on s.shop_id = a.shop_id
order by a.audit_id desc limit :limit offset :offset

-- name: count_audit
select count(*) from audit
