// What the generated notes are about: a shop's back end, in the words of the people who build it. Every list is used as
// it stands, in this order: a change changes every generated vault.
const words = (text: string): readonly string[] => text.trim().split(/\s*[,\n]\s*/);

export const COMPONENTS = words(`
  invoice importer, payment gateway, order queue, session store, catalogue search, price engine, stock ledger, mail relay,
  returns desk, address book, tax table, refund worker, audit trail, rate limiter, image resizer, report builder,
  webhook sender, login page, checkout form, coupon service, shipping label printer, courier adapter, feature switchboard,
  event stream, cache warmer, backup job, schema migrator, metrics exporter, log shipper, health probe, token issuer,
  permission table, customer timeline, sitemap writer, currency feed, fraud score, warehouse scanner, pick list, loyalty counter,
  subscription clock, dunning letter, product feed, review filter, wish list, gift card vault, supplier portal, purchase order book,
  translation memory, help centre, chat bridge, calendar sync, print spooler, file drop, nightly batch, archive reader,
  search indexer, alert router, deploy script, secrets loader, config reader`);

export const ASPECTS = words(`
  retry budget, time-out, error message, page size, ordering, locking, rounding, encoding, time zone, idempotency key, cold start,
  memory use, back pressure, dead letters, rate of failures, first response, empty state, audit entry, access check, input check,
  schema version, roll-back, clean shutdown, health check, log level, sampling, pagination, sort order, duplicate detection,
  fallback, cache key, expiry, batch size, connection pool, certificate renewal, feature flag, dry run, progress report, undo,
  partial failure, naming, ownership, test data, fixtures, contract test, load test, smoke test, migration path, default value,
  null handling, concurrency limit, queue length, warm-up, throttling, archive format, import format, export format, search ranking,
  permission model, alert threshold`);

export const QUALIFIERS = words(`
  new, old, shared, nightly, regional, internal, public, legacy, mobile, partner, second, first, read-only, temporary, central,
  local, remote, monthly, hourly, manual, automatic, encrypted, signed, cached, streaming, offline, replicated, sharded, versioned,
  multi-tenant, single-tenant, European, overseas, wholesale, retail, seasonal, pilot, staged, mirrored, delegated, scheduled,
  buffered, compressed, trusted, anonymous, archived, linked, merged, split, renamed, retired, planned, proven, provisional,
  rewritten, restored, guarded, limited, unified, open`);

export const VERBS = words(`
  rejects, retries, delays, drops, repeats, reorders, truncates, merges, splits, caches, forgets, renames, locks, releases, logs,
  measures, reports, hides, rounds, converts, validates, signs, encrypts, compresses, archives, restores, replays, batches, streams, polls`);

export const OBJECTS = words(`
  the request, the whole batch, one row, the last page, a stale token, the customer's address, an empty basket, the second attempt,
  the lock file, the old schema, a negative amount, the time stamp, a duplicate order, the response body, the retry header,
  an unknown currency, the audit entry, the cached price, a half-written file, the remaining budget, the error code, the upload,
  the parent record, an expired session, the signature, the next message, the partial result, the exchange rate, a missing field, the queue`);

export const CONDITIONS = words(`
  when the network is slow, after a restart, under load, on the first call of the day, while a deploy is running, if the clock moves back,
  when two workers meet, before the migration has run, on a full disk, after the certificate was renewed, when the cache is cold,
  during the nightly run, if the supplier answers late, when the basket is empty, after a failed payment, in the second region,
  with more than a thousand rows, when the feature is switched off, after midnight, if the header is missing`);

export const REASONS = words(`
  because the caller cannot tell the difference, so that a second try is safe, since nobody reads the log at night,
  which took a week to find, as the contract asks, because the order of events is not promised, so that support can explain it,
  and the test did not cover it, which is what the customer saw, because a default hid it, so that nothing is lost,
  and the old client depends on it, since the amount is in cents, because the lock was taken too late, so that it can be undone,
  which doubles the work, as agreed in the review, because silence was read as success, and that is cheap to check,
  since the queue keeps everything`);

export const LABELS = words('security, performance, checkout, data, reliability, api, ui, reporting, compliance, tooling');
export const STACKS = words('typescript, node, postgres, redis, go, python, react, terraform');
export const TAGS = words('backend/api, backend/jobs, backend/storage, frontend/forms, operations/alerts, operations/deploys, data/imports, testing/fixtures');
export const AGENTS = words('dev-1, dev-2, dev-3, dev-4, dev-5, dev-6, dev-7, dev-8, dev-9');
export const SYLLABLES = words('ar, bel, cor, dan, el, fir, gan, hol, in, jor, kel, lum, mar, nor, ol, pen, quil, ros, sel, tor, ul, ver, wen, yor, zan');
