import { createHmac } from 'node:crypto';
import { ConcordatError, type AlertMessage, type Notifier, type NotifierOptions } from 'concordat/connector';

const SHORTEST = 24;

/** Sends each message as one CloudEvent 1.0 in structured JSON, signed after the Standard Webhooks specification. */
export function webhookNotifier(work: {
  readonly url: string;
  readonly key: Buffer;
  readonly options: NotifierOptions;
}): Notifier {
  const { url, key, options } = work;
  return {
    send: async (message, signal) => {
      const body = JSON.stringify(cloudEvent(message));
      const seconds = Math.floor(Date.parse(options.world.now()) / 1000);
      const headers = {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        ...signatureHeaders({ id: message.id, seconds, body }, key),
      };
      await options.http({ method: 'POST', url, headers, body }, signal);
      return [];
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Bytes of the key: base64 behind `whsec_`, else the text itself. Throws ROUTE_MISCONFIGURED for one that could be guessed.
 */
export function signingKey(secret: string, route: string): Buffer {
  const isEncoded = secret.startsWith('whsec_');
  const key = isEncoded ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret, 'utf8');
  if (key.length >= SHORTEST) return key;
  throw new ConcordatError('ROUTE_MISCONFIGURED', 'The secret of the route is too short to sign with.', {
    at: `route:${route}`,
    advice: `It takes at least ${SHORTEST} bytes. Make one with: openssl rand -base64 32`,
  });
}

/** The headers of a signature: `v1,` and the base64 of the HMAC-SHA-256 over `id.seconds.body`. */
export function signatureHeaders(
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: string },
  key: Buffer,
): Readonly<Record<string, string>> {
  const mac = createHmac('sha256', key).update(`${id}.${seconds}.${body}`, 'utf8').digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${mac}` };
}

function cloudEvent({ id, project, state, at, data, alike }: AlertMessage): Readonly<Record<string, unknown>> {
  return {
    specversion: '1.0',
    id,
    source: `/concordat/${encodeURIComponent(project)}`,
    type: `dev.concordat.alert.${alike.isGroup ? 'group.' : ''}${state}`,
    subject: alike.isGroup ? alike.id : String(data['discrepancy'] ?? id),
    time: at,
    datacontenttype: 'application/json',
    data,
  };
}
