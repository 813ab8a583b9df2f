import { resolve } from 'node:path';
import type { ConnectorPlugin } from 'concordat/connector';
import { CsvConnector } from './connector.ts';
import { checkedDelimiter, checkedEncoding } from './format.ts';
import { Folder } from './folder.ts';

const plugin: ConnectorPlugin = {
  name: 'csv',
  connection: {
    dir: {
      description: 'the folder with one file per resource, relative to the project',
      required: true,
      type: 'string',
      example: 'data/warehouse',
    },
    delimiter: { description: 'one character between cells; a comma by default', type: 'string', example: '";"' },
    encoding: { description: 'utf-8 (default), utf-8-bom, latin1 or utf-16le', type: 'string', example: 'latin1' },
  },
  async open({ system, connection, access, root, world }) {
    const delimiter = checkedDelimiter(system, connection['delimiter']);
    const encoding = checkedEncoding(system, connection['encoding']);
    const folder = await Folder.open(system, resolve(root, String(connection['dir'])));
    const { parse } = await import('csv-parse');
    const { stringify } = await import('csv-stringify/sync');
    return new CsvConnector({ system, access, root, world, folder, format: { delimiter, encoding }, parse, stringify });
  },
};

export default plugin;
