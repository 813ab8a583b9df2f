import type { NativeKind } from '../../../src/model/connector.ts';
import { describeContract } from '../../plugins/contract.ts';
import { simHarness } from './contract-harness.ts';

const ALL: readonly NativeKind[] = [
  'text',
  'integer',
  'decimal',
  'float',
  'boolean',
  'date',
  'time',
  'datetime',
  'local-datetime',
  'json',
  'list',
  'bytes',
];
const FILTERS = { all: 'id is not null', none: 'id is null' };

describeContract('simulated postgres', simHarness('postgres', { kinds: ALL, filters: FILTERS }));

for (const variant of ['etag', 'date', 'version', 'none'] as const) {
  for (const paging of ['cursor', 'offset'] as const) {
    const harness = simHarness(`http-${variant}`, { kinds: ALL, switches: { paging } });
    describeContract(`simulated http-${variant} with ${paging} paging`, harness);
  }
}
describeContract(
  'simulated http with short pages',
  simHarness('http-etag', { kinds: ALL, switches: { paging: 'offset', maxPageSize: 4 } }),
);
