import { resolve } from 'node:path';
import type { ConnectorPlugin } from 'concordat/connector';
import { SqliteConnector } from './connector.ts';
import { SourceFile } from './source-file.ts';

const plugin: ConnectorPlugin = {
  name: 'sqlite',
  connection: {
    path: {
      description: 'the database file, relative to the project; it is never created',
      required: true,
      type: 'string',
      example: 'data/erp.db',
    },
  },
  async open({ system, connection, access, root }) {
    const file = SourceFile.open(system, resolve(root, String(connection['path'])));
    const { DatabaseSync } = await import('node:sqlite');
    return new SqliteConnector({ system, access, root, file, Database: DatabaseSync });
  },
};

export default plugin;
