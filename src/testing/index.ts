/** The contract suite for connectors, published as `concordat/testing`. Runs under any test runner: cases are data that throw on violation. */
export { contractCases, type ContractCase } from './contract-cases.ts';
export type { ContractHarness, ContractSystem } from './harness.ts';
export { samplesOf } from './samples.ts';
export { collectRead, type Collected } from './collect.ts';
