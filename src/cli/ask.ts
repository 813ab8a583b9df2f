import { createInterface } from 'node:readline/promises';

/** Asks a yes-or-no question on the terminal; only `y` and `yes` are a yes. Rejects with the signal's reason on Ctrl-C. */
export async function askYesOrNo(question: string, signal: AbortSignal): Promise<boolean> {
  const dialogue = createInterface({ input: process.stdin, output: process.stderr });
  dialogue.on('SIGINT', () => process.emit('SIGINT'));
  try {
    const answer = await Promise.race([dialogue.question(`${question} [y/N] `, { signal }), whenClosed(dialogue)]);
    return /^y(?:es)?$/i.test(answer.trim());
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    dialogue.close();
  }
}

/** End of input is a no. */
function whenClosed(dialogue: NodeJS.EventEmitter): Promise<string> {
  return new Promise((resolve) => {
    dialogue.once('close', () => resolve(''));
  });
}
