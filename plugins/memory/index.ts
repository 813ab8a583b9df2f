import type { ConnectorPlugin, Json } from 'concordat/connector';
import { createMemorySystem, isMemorySystem, type MemorySchema } from './system.ts';
import { MemoryConnector } from './connector.ts';

const plugin: ConnectorPlugin = {
  name: 'memory',
  connection: {
    records: { description: 'resource → list of records; each connection gets its own copy', type: 'object' },
    schema: {
      description: 'resource → field → kind; without it kinds are inferred and every field is known',
      type: 'object',
    },
    live: { description: 'for tests: a system of createMemorySystem, shared by its connections', type: 'object' },
  },
  async open({ system, connection, world }) {
    const { records, schema, live } = connection;
    if (isMemorySystem(live)) return new MemoryConnector(system, live, world);
    const contents = (records ?? {}) as Readonly<Record<string, readonly Readonly<Record<string, Json>>[]>>;
    return new MemoryConnector(system, createMemorySystem(contents, (schema ?? {}) as MemorySchema), world);
  },
};

export default plugin;
