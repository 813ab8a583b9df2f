import type { NotifierPlugin } from 'concordat/connector';
import { slackBody } from './slack-body.ts';

/** An incoming webhook of Slack, or of what understands the same. It cannot drop doubles: the id stands in the message. */
const plugin: NotifierPlugin = {
  name: 'slack',
  target: { url: { description: 'Address of the incoming webhook.', type: 'string', required: true } },
  open: async ({ target, http }) => ({
    send: async (message, signal) => {
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      await http({ method: 'POST', url: String(target['url']), headers, body: slackBody(message) }, signal);
      return [];
    },
    close: () => Promise.resolve(),
  }),
};

export default plugin;
