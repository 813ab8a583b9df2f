// Prints the digest and the key order of a project's plan; run in a process of its own, under another time zone and locale.
import { openProject, planProject } from '../../src/pipeline.ts';
import { testWorld } from './sqlite-project.ts';

const [dir = '.', pageSize = '1000'] = process.argv.slice(2);
const { plan, exit } = await planProject(await openProject(dir, testWorld()), {
  isBootstrap: true,
  select: [],
  exclude: [],
  signal: new AbortController().signal,
  progress: () => {},
  pageSize: Number(pageSize),
});
const ids = plan.changes.map(({ id, digest }) => `${id} ${digest}`);
process.stdout.write(
  JSON.stringify({ exit, digest: plan.header.digest, changes: ids, findings: plan.findings, summary: plan.summary }),
);
