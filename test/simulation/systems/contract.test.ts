import type { NativeKind } from '../../../src/model/connector.ts';
import { samplesOf } from '../../../src/testing/index.ts';
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

/** Ids that differ by case, accents, spaces or an emoji are one id to these systems. */
const PLAIN_IDS = [
  'C-1',
  '007',
  '7',
  'a b',
  'Zoe',
  'ß',
  '日本',
  '😀',
  "O'Brien",
  'say "x"',
  'a,b;c|d',
  'a/b\\c',
  '%_',
  '-',
  'null',
];

describeContract(
  'simulated mysql',
  simHarness('mysql', {
    kinds: ALL.filter((kind) => kind !== 'list'),
    filters: FILTERS,
    samples: {
      id: PLAIN_IDS,
      time: ['00:00:00', '23:59:59'],
      datetime: ['2020-03-01T10:00:00Z', '1969-12-31T23:59:59Z'],
      'local-datetime': ['2020-03-01T10:00:00', '2021-03-28T02:30:00'],
    },
  }),
);

describeContract(
  'simulated ldap',
  simHarness('ldap', {
    kinds: ALL,
    samples: { id: PLAIN_IDS, text: samplesOf('text').filter((text) => text !== ''), bytes: ['AAEC/w==', 'Y2FmZQ=='] },
    tellsNullFromEmpty: false,
  }),
);

describeContract('simulated csv', simHarness('csv', { kinds: ['text'] }));
describeContract(
  'simulated csv with a window before the rename',
  simHarness('csv', { kinds: ['text'], switches: { hasRenameWindow: true } }),
);
