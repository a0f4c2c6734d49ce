//! The statements of the bare server; both engines understand them.

/// Who has this session, and what they may do here.
pub const CALLER: &str = "SELECT s.user_id, m.role, r.granted, r.withheld FROM session s JOIN membership m ON m.user_id = s.user_id AND m.company_id = $3 \
    LEFT JOIN role r ON r.company_id = m.company_id AND r.code = m.role WHERE s.digest = $1 AND s.expires_at > $2";

pub const LIST: &str = "SELECT i.id, i.kind, i.number, i.status, i.client_id, c.name, i.project_id, i.currency, i.total, i.paid, i.credited, i.issued_on, i.due_on, \
    i.created_at, i.version FROM invoice i JOIN client c ON c.id = i.client_id \
    WHERE i.company_id = $1 ORDER BY i.created_at DESC, i.id DESC LIMIT 26";

pub const COUNT: &str =
    "SELECT count(*) FROM (SELECT 1 FROM invoice i JOIN client c ON c.id = i.client_id WHERE i.company_id = $1 LIMIT 1000) AS counted";

pub const INVOICE: &str = "SELECT i.id, i.kind, i.number, i.status, i.client_id, c.name, i.project_id, i.currency, i.total, i.paid, i.credited, i.issued_on, i.due_on, \
    i.created_at, i.version, i.net, i.tax, i.rounding, i.taxes, i.seller, i.buyer, i.prices_include_tax, i.payment_terms_days, i.reference, i.note \
    FROM invoice i JOIN client c ON c.id = i.client_id WHERE i.company_id = $1 AND i.id = $2";

pub const ITEMS: &str = "SELECT id, description, unit, quantity, unit_price, discount, tax_rate, net FROM invoice_item \
    WHERE company_id = $1 AND invoice_id = $2 ORDER BY position";

pub const PROJECTS: &str = "SELECT p.id, p.client_id, c.name, p.name, p.description, p.status, p.progress, p.visible_to_client, p.created_at, p.version \
    FROM project p JOIN client c ON c.id = p.client_id WHERE p.company_id = $1 AND p.archived_at IS NULL \
    ORDER BY p.created_at DESC, p.id DESC LIMIT 26";

pub const COMPANY: &str = "SELECT name, legal_name, registration_number, tax_number, address, currency FROM company WHERE id = $1";

pub const FIGURES: &str = "SELECT kind, currency, slot, CAST(SUM(amount) AS BIGINT), CAST(SUM(count) AS BIGINT) FROM (\
    SELECT kind, currency, amount, count, CASE WHEN kind <> 'open' THEN CAST(bucket AS TEXT) WHEN bucket >= $2 THEN 'not_due' ELSE 'due' END AS slot \
    FROM billing_total WHERE company_id = $1) AS figures GROUP BY kind, currency, slot";

pub const COUNTS: &str = "SELECT (SELECT COUNT(*) FROM client WHERE company_id = $1 AND archived_at IS NULL), \
    (SELECT COUNT(*) FROM project WHERE company_id = $1 AND archived_at IS NULL AND status = 'active')";

pub const RECENT: &str = "SELECT e.id, e.sequence, e.kind, e.at, e.actor_id, u.name, e.subject_kind, e.subject_id, e.label, e.data, e.request_id FROM event e \
    LEFT JOIN app_user u ON u.id = e.actor_id WHERE e.company_id = $1 ORDER BY e.at DESC, e.id DESC LIMIT 10";

pub const PAYER: &str =
    "SELECT c.name, o.payment_terms_days FROM client c JOIN company o ON o.id = c.company_id WHERE c.company_id = $1 AND c.id = $2";

pub const ADD_INVOICE: &str = "INSERT INTO invoice (id, company_id, kind, status, client_id, currency, prices_include_tax, payment_terms_days, net, tax, rounding, total, taxes, \
    created_at, updated_at) VALUES ($1, $2, 'invoice', 'draft', $3, $4, false, $5, $6, $7, 0, $8, $9, $10, $10)";

pub const ADD_ITEMS: &str = "INSERT INTO invoice_item (id, company_id, invoice_id, position, description, unit, quantity, unit_price, discount, tax_rate, net) VALUES \
    ($3, $1, $2, 1, $4, 'jour', $5, $6, 0, 2000, $7), ($8, $1, $2, 2, $9, 'jour', $10, $11, 0, 2000, $12), ($13, $1, $2, 3, $14, 'jour', $15, $16, 0, 2000, $17), \
    ($18, $1, $2, 4, $19, 'jour', $20, $21, 0, 2000, $22), ($23, $1, $2, 5, $24, 'jour', $25, $26, 0, 2000, $27)";

pub const ADD_FIGURE: &str = "INSERT INTO billing_total (company_id, kind, currency, bucket, amount, count) VALUES ($1, 'drafts', $2, $3, 0, 1) \
    ON CONFLICT (company_id, kind, currency, bucket) DO UPDATE SET count = billing_total.count + 1";

/// A trigger puts it into the outbox.
pub const ADD_EVENT: &str = "INSERT INTO event (id, company_id, kind, at, actor_kind, actor_id, subject_kind, subject_id, label, data, request_id) \
    VALUES ($1, $2, 'invoice.drafted', $3, 'user', $4, 'invoice', $5, $6, $7, 'bound')";

pub const KEEP_ANSWER: &str = "INSERT INTO idempotency_key (company_id, user_id, operation, key, body_hash, claimed_at, status, body, etag) \
    VALUES ($1, $2, $3, $4, $5, $6, 201, $7, '\"1\"')";

pub const PASSWORD: &str = "SELECT id, password_hash FROM app_user WHERE email = $1";

pub const ADD_SESSION: &str = "INSERT INTO session (digest, user_id, address, opened_at, expires_at) VALUES ($1, $2, '127.0.0.1', $3, $4)";
