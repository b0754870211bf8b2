import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** An older delivery may be one that somebody recorded and sends again. */
const MAX_AGE_MS = 5 * 60_000;

/**
 * Whether MLflow sent this, by the secret that its webhook was made with: `v1,` and the HMAC-SHA256 of delivery, time
 * and body, in base64 (mlflow/webhooks/delivery.py of MLflow 3.17).
 */
export function isDelivery(secret: string, headers: IncomingHttpHeaders, body: Buffer, now: Date): boolean {
  const [delivery, time, signature] = ['delivery-id', 'timestamp', 'signature'].map(
    (name) => headers[`x-mlflow-${name}`],
  );
  if (typeof delivery !== 'string' || typeof time !== 'string' || typeof signature !== 'string') return false;
  if (!/^\d{1,12}$/.test(time) || Math.abs(now.getTime() - Number(time) * 1000) > MAX_AGE_MS) return false;
  const hash = createHmac('sha256', secret).update(`${delivery}.${time}.`).update(body).digest('base64');
  const [expected, given] = [Buffer.from(`v1,${hash}`), Buffer.from(signature)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
