/** Version of the engine, the same as in package.json (a test compares them). */
export const ENGINE_VERSION = '0.1.0';
