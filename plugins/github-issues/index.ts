import type { NotifierPlugin } from 'concordat/connector';
import { issueApi } from './issue-api.ts';
import { issueNotifier } from './issue-notifier.ts';

const API = 'https://api.github.com';

/** One issue for each discrepancy of a GitHub repository. */
const plugin: NotifierPlugin = {
  name: 'github-issues',
  target: {
    repository: { description: 'Owner and name.', type: 'string', required: true },
    token: { description: 'Token that may write issues.', type: 'string', required: true },
    labels: { description: 'Labels of new issues.', type: 'object' },
    api: { description: 'Base address of the API.', type: 'string' },
  },
  open: async ({ target, http }) => {
    const { repository, token, labels, api } = target as {
      readonly repository: string;
      readonly token: string;
      readonly labels?: readonly string[];
      readonly api?: string;
    };
    const base = `${(api ?? API).replace(/\/+$/, '')}/repos/${repository}`;
    return issueNotifier(issueApi({ base, token, http }), labels ?? []);
  },
};

export default plugin;
