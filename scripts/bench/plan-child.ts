// Plans the bench project in a process of its own, as built, and prints what it cost as one line of JSON.
import type * as pipeline from '../../src/pipeline.ts';
import type * as world from '../../src/world.ts';

const built = (path: string): string => new URL(`../../dist/src/${path}`, import.meta.url).href;
const { realWorld } = (await import(built('world.js'))) as typeof world;
const { openProject, planProject } = (await import(built('pipeline.js'))) as typeof pipeline;

const started = performance.now();
const project = await openProject(process.argv[2] ?? '.', realWorld());
const signal = new AbortController().signal;
const { plan } = await planProject(project, { isBootstrap: true, select: [], exclude: [], signal, progress: () => {} });
const usage = process.resourceUsage();
console.log(
  JSON.stringify({
    seconds: (performance.now() - started) / 1000,
    cpu: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
    peakMb: usage.maxRSS / 1024,
    summary: plan.summary,
    orphans: plan.findings.filter(({ code }) => code === 'RECORD_ORPHAN').length,
  }),
);
