/** Words that some YAML reader takes for something else than text. */
const SPECIAL = /^(?:true|false|yes|no|on|off|null|y|n|~)$/i;
const PLAIN = /^[A-Za-z_][\w./-]*$/;

/** A text as one YAML scalar that every reader takes for exactly this text. */
export function yamlText(text: string): string {
  return PLAIN.test(text) && !SPECIAL.test(text) ? text : JSON.stringify(text);
}
