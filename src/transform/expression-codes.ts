import type { EvaluationResult } from './contract.ts';

/** What a code of ours means. */
const OUR_TEXTS: Readonly<Record<string, string>> = {
  EXPRESSION_TIMEOUT: 'The expression took longer than one input may take.',
  EXPRESSION_MEMORY: 'The expression needed more memory than it may have.',
  EXPRESSION_DEPTH: 'The expression nests or recurses too deeply.',
  EXPRESSION_OUTPUT: 'The result is a function, not a finite number, too large, or not plain data.',
  EXPRESSION_STOPPED: 'Not tried: the expression exhausted its limits on other records of this run.',
  EXPRESSION_IMPURE:
    'The expression depends on something other than its record: the clock, chance or code made at run time ' +
    '($now, $millis, $random, $shuffle, $eval, or a time of day without a date).',
  EXPRESSION_REGEX_COALESCE:
    'A regular expression stands left of ?? or ?:, where JSONata loses it. Bind that part to a variable first.',
  EXPRESSION_TOO_LONG: 'The expression is longer than 65,536 characters.',
  EXPRESSION_FAILED: 'The expression failed for a reason that JSONata does not name.',
  EXPRESSION_SYNTAX: 'The expression is not valid JSONata.',
};

/** What a code of JSONata 2.2 means, in our words and without the values it speaks of. */
const JSONATA_TEXTS: Readonly<Record<string, string>> = {
  S0101: 'A text literal has no closing quote.',
  S0102: 'A number is out of range.',
  S0103: 'An escape sequence is not supported.',
  S0104: 'An escape \\u needs four hexadecimal digits.',
  S0105: 'A quoted field name has no closing backquote.',
  S0106: 'A comment is not closed.',
  S0201: 'Something stands where it cannot.',
  S0202: 'Something else was expected here.',
  S0203: 'The expression ends too early.',
  S0204: 'This operator does not exist.',
  S0205: 'Something stands where it cannot.',
  S0206: 'Something stands where it cannot.',
  S0207: 'The expression ends too early.',
  S0208: 'A parameter of a function must be a variable that begins with $.',
  S0209: 'A filter cannot follow a grouping.',
  S0210: 'One step can have one grouping only.',
  S0211: 'This operator needs a left side.',
  S0212: 'The left side of := must be a variable that begins with $.',
  S0213: 'A literal cannot be a step of a path.',
  S0214: 'The right side of @ or # must be a variable that begins with $.',
  S0215: 'A variable binding must come before the filters of its step.',
  S0216: 'A variable binding must come before the ordering of its step.',
  S0217: 'There is no parent at this place.',
  S0301: 'A regular expression is empty.',
  S0302: 'A regular expression has no closing slash.',
  S0401: 'Type parameters fit functions and arrays only.',
  S0402: 'Choices of parameterised types are not supported.',
  T0410: 'An argument has the wrong type for the function.',
  T0411: 'The context has the wrong type for the function.',
  T0412: 'An argument must be an array of one type.',
  D1001: 'A number is out of range.',
  D1002: 'Something that is not a number is negated.',
  T1003: 'A key of an object is not text.',
  D1004: 'A regular expression matches the empty text.',
  T1005: 'Something that is not a function is called; the $ before its name may be missing.',
  T1006: 'Something that is not a function is called.',
  T1007: 'Something that is not a function is applied in part; the $ before its name may be missing.',
  T1008: 'Something that is not a function is applied in part.',
  D1009: 'Two keys of an object are the same.',
  T1010: 'A matcher function returns something else than a match.',
  T2001: 'The left side of an arithmetic operator is not a number.',
  T2002: 'The right side of an arithmetic operator is not a number.',
  T2003: 'The left side of a range is not an integer.',
  T2004: 'The right side of a range is not an integer.',
  T2006: 'The right side of ~> is not a function.',
  T2007: 'Values of different types cannot be ordered.',
  T2008: 'Only numbers and texts can be ordered.',
  T2009: 'Values of different types cannot be compared.',
  T2010: 'Only numbers and texts can be compared.',
  T2011: 'The update of a transform is not an object.',
  T2012: 'The deletion of a transform is not text or an array of texts.',
  T2013: 'A transform needs $clone, which is something else here.',
  D2014: 'A range is too long.',
  D2015: 'A sequence is too long.',
  D3001: 'A number that is not finite has no text.',
  D3010: 'The pattern of $replace is empty.',
  D3011: 'The limit of $replace is negative.',
  D3012: 'A replacement is not text.',
  D3020: 'The limit of $split is negative.',
  D3030: 'A value cannot be turned into a number.',
  D3040: 'The limit of $match is negative.',
  D3050: 'The function of $reduce needs two arguments.',
  D3060: 'A negative number has no square root.',
  D3061: 'The result of $power is out of range.',
  D3070: 'Only numbers or texts can be sorted without a function.',
  D3100: 'The radix of $formatBase must be 2 to 36.',
  D3110: 'A timestamp is not in ISO 8601 form.',
  D3130: 'A number picture is not supported.',
  D3131: 'The digits of a number picture are mixed.',
  D3132: 'A date picture has an unknown component.',
  D3133: 'Only months and days have names in a date picture.',
  D3134: 'A time zone in a date picture has too many digits.',
  D3135: 'A date picture has no closing bracket.',
  D3136: 'A date picture lacks parts that are needed.',
  D3137: 'The expression calls $error.',
  D3138: 'More than one value matches in $single.',
  D3139: 'No value matches in $single.',
  D3140: 'A URL is malformed.',
  D3141: 'An $assert does not hold.',
};

/** What a code means: a constant sentence that never holds data of a record. */
export function explainCode(code: string): string {
  if (/^D30[89]\d$/.test(code)) return 'The picture of $formatNumber is not valid.';
  const text = Object.hasOwn(OUR_TEXTS, code)
    ? OUR_TEXTS[code]
    : Object.hasOwn(JSONATA_TEXTS, code)
      ? JSONATA_TEXTS[code]
      : undefined;
  return text ?? 'The expression failed.';
}

/** A failed evaluation. */
export function failure(code: string): EvaluationResult {
  return { ok: false, code, detail: explainCode(code) };
}
