/**
 * What changed a customer's credit after a day, as (day, amount). Money for an invoice came as a deposit where it came
 * before it, and was set against the invoice on its day; else only what was over became credit. Payments of invoices are
 * several parts, each with an index on days to begin at: a refund of today need not read what somebody bought for years.
 */
export const LATER_CHANGES = `(
  SELECT CASE WHEN p.deposited OR i.issue_date IS NULL OR p.received_on >= i.issue_date THEN p.received_on
    ELSE i.issue_date END AS day,
    CASE WHEN p.method = 'credit' OR p.payment_id IS NOT NULL THEN 0 - p.amount
      WHEN p.deposited AND p.reverses_id IS NULL THEN p.amount ELSE p.credit END AS amount
  FROM invoice_payments p JOIN invoices i ON i.id = p.invoice_id
  WHERE i.customer_id = :customerId AND p.received_on > :day
    AND (p.credit <> 0 OR p.deposited OR p.method = 'credit' OR p.payment_id IS NOT NULL)
  UNION ALL
  SELECT i.issue_date, p.credit FROM invoices i JOIN invoice_payments p ON p.invoice_id = i.id
  WHERE i.customer_id = :customerId AND p.credit <> 0 AND NOT p.deposited
    AND i.issue_date > :day AND p.received_on <= :day
  UNION ALL
  SELECT COALESCE(i.issue_date, i.opened_on), p.credit - p.amount
  FROM invoices i JOIN invoice_payments p ON p.invoice_id = i.id
  WHERE i.customer_id = :customerId AND p.deposited AND p.reverses_id IS NULL
    AND COALESCE(i.issue_date, i.opened_on) > :day
  UNION ALL
  SELECT m.received_on, m.amount FROM customer_payments m
  WHERE m.customer_id = :customerId AND m.received_on > :day
  UNION ALL
  SELECT n.issue_date, n.kept FROM credit_notes n
  WHERE n.customer_id = :customerId AND n.kept <> 0 AND n.issue_date > :day
  UNION ALL
  SELECT e.day, 0 - e.amount FROM customer_entries e
  WHERE e.customer_id = :customerId AND e.role = 'customer_credit' AND e.day > :day
  UNION ALL
  SELECT r.refunded_on, 0 - r.amount FROM customer_refunds r
  WHERE r.customer_id = :customerId AND r.refunded_on > :day
)`;
