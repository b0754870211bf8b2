{{ config(materialized='view') }}
select f.*, rank() over (order by spent desc) as place from {{ ref('customer_features') }} f
