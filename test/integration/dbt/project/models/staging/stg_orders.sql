{{ config(alias='orders_clean') }}
select *, net + tax as gross_amount from {{ source('shop', 'orders') }} where net > 0
