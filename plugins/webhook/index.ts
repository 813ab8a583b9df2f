import type { NotifierPlugin } from 'concordat/connector';
import { signingKey, webhookNotifier } from './webhook.ts';

/** Signed CloudEvents to an address of one's own. */
const plugin: NotifierPlugin = {
  name: 'webhook',
  target: {
    url: { description: 'Address that takes the events.', type: 'string', required: true },
    secret: { description: 'Key of the signature.', type: 'string', required: true },
  },
  open: async (options) => {
    const { url, secret } = options.target as { readonly url: string; readonly secret: string };
    return webhookNotifier({ url, key: signingKey(secret, options.route), options });
  },
};

export default plugin;
