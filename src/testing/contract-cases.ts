import { describeCases } from './describe-cases.ts';
import { guardCases } from './guard-cases.ts';
import type { ContractHarness } from './harness.ts';
import { lookupCases } from './lookup-cases.ts';
import { readCases } from './read-cases.ts';
import { refusalCases } from './refusal-cases.ts';
import { runCase, type Scene } from './scene.ts';
import { valueCases } from './value-cases.ts';
import { writeCases } from './write-cases.ts';

/** One sentence of the contract. `run` starts a new system, and throws when the connector breaks the sentence. */
export interface ContractCase {
  readonly name: string;
  run(): Promise<void>;
}

/** A sentence and its proof. */
export type CaseList = readonly (readonly [name: string, proof: (scene: Scene) => Promise<void>])[];

/**
 * The contract of a connector, sentence by sentence. With vitest:
 * `describe('sqlite', () => { for (const { name, run } of contractCases(harness)) it(name, run); });`
 */
export function contractCases(harness: ContractHarness): readonly ContractCase[] {
  const cases: CaseList = [
    ...describeCases(harness),
    ...readCases(),
    ...valueCases(harness),
    ...lookupCases(harness),
    ...refusalCases(harness),
    ...writeCases(harness),
    ...guardCases(harness),
  ];
  return cases.map(([name, proof]) => ({ name, run: () => runCase(harness, proof) }));
}
