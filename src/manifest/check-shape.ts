import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import config from '../../schemas/config.schema.json' with { type: 'json' };
import dictionary from '../../schemas/dictionary.schema.json' with { type: 'json' };
import entity from '../../schemas/entity.schema.json' with { type: 'json' };
import policy from '../../schemas/policy.schema.json' with { type: 'json' };
import system from '../../schemas/system.schema.json' with { type: 'json' };
import test from '../../schemas/test.schema.json' with { type: 'json' };

/** Kinds of documents under the manifests' folder, in the order in which they are resolved. */
export const KINDS = ['system', 'dictionary', 'entity', 'policy', 'test'] as const;

/** One of KINDS. */
export type Kind = (typeof KINDS)[number];

/** Errors of a JSON value against the schema of its kind; [] when it fits. */
export type ShapeChecker = (kind: Kind | 'config', value: unknown) => readonly ErrorObject[];

const SCHEMAS = { config, system, dictionary, entity, policy, test } as const;

/** Makes a checker that compiles each schema on first use and keeps it for its own life. */
export function createShapeChecker(): ShapeChecker {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    ownProperties: true,
    strict: false,
    meta: false,
    validateSchema: false,
    logger: false,
    // Compiling costs more than validating here: plain functions per definition, unoptimised, take a third of the time.
    inlineRefs: false,
    code: { optimize: false },
  });
  const validators = new Map<string, ValidateFunction>();
  return (kind, value) => {
    const validate = validators.get(kind) ?? ajv.compile(SCHEMAS[kind]);
    validators.set(kind, validate);
    return validate(value) ? [] : (validate.errors ?? []);
  };
}
