import type { z } from 'zod';
import { count } from '../document/names.ts';

const shown = 3;

/** Where a document breaks the schema, in sentences: "nodes[2].position.x should be a number." */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  const lines = issues.slice(0, shown).map((issue) => `${pathText(issue.path)} ${rule(issue)}.`);
  const more = issues.length - shown;
  const rest = more > 0 ? ` And ${count(more, 'more problem')}.` : '';
  return `The graph cannot be read. ${lines.join(' ')}${rest}`;
}

function rule(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `should be ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `should be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'should not be empty'
        : `should be ${issue.inclusive === false ? 'above' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `should have at most ${issue.maximum} characters`
        : `should be at most ${issue.maximum}`;
    default:
      return 'has a name or value that is not allowed';
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** `nodes[2].position.x` */
function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += `${text === '' ? '' : '.'}${String(step).slice(0, 60)}`;
  }
  return text || 'The document';
}
