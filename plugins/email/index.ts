import type { NotifierPlugin } from 'concordat/connector';
import { emailNotifier, type EmailTarget } from './email.ts';

/** Mail over SMTP. */
const plugin: NotifierPlugin = {
  name: 'email',
  target: {
    host: { description: 'Name of the mail server.', type: 'string', required: true },
    port: { description: 'Its port.', type: 'number' },
    user: { description: 'Login.', type: 'string' },
    password: { description: 'Password of the login.', type: 'string' },
    from: { description: 'Address of the sender.', type: 'string', required: true },
    to: { description: 'Addresses of the readers.', type: 'object', required: true },
  },
  open: async (options) => emailNotifier(options.target as unknown as EmailTarget, options),
};

export default plugin;
