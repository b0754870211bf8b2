with spending as (
    select customer_id, count(*) as count_30d, sum(gross_amount) as spent
    from {{ ref('recent_orders') }}
    group by customer_id
)
select c.customer_id, md5(c.email) as email_hash, n.country_name,
       coalesce(s.count_30d, 0) as count_30d, s.spent
from {{ ref('stg_customers') }} c
left join spending s using (customer_id)
left join {{ ref('countries') }} n on n.code = c.country
