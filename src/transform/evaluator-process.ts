import type { EvaluatorLimits } from './evaluator-limits.ts';
import type { EvaluationReply, EvaluationRequest } from './evaluator-protocol.ts';
import { createSandbox } from './evaluator-sandbox.ts';

/*
 * The process that evaluates: forked by evaluator.ts, with no environment, no rights but to read its own code, and a
 * memory limit. Arguments: path of the JSONata library, limits as JSON. It ends when its parent is gone.
 */

const [, , jsonataFile = '', limitsText = '{}'] = process.argv;
const limits: EvaluatorLimits = JSON.parse(limitsText);
const sandbox = createSandbox(jsonataFile, limits);

process.on('disconnect', () => process.exit(0));
process.on('message', (request: EvaluationRequest) => {
  void answer(request);
});
send({ id: 0, results: '[]', isDone: true });

async function answer(request: EvaluationRequest): Promise<void> {
  let guiltyLeft = request.guiltyInputs;
  sandbox.begin(request);
  for (;;) {
    const { results, isDone, guilty } = sandbox.slice();
    guiltyLeft -= guilty;
    const isOver = isDone || guiltyLeft <= 0;
    send({ id: request.id, results, isDone: isOver });
    if (isOver) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function send(reply: EvaluationReply): void {
  if (process.connected) process.send?.(reply);
}
