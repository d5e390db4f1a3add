// Parses a scenario's text: YAML 1.2, which includes JSON. yaml-walk.ts restricts what the text may
// contain; its meaning is not checked here.
import { LineCounter, parseDocument } from 'yaml';
import type { Problem } from '../errors.ts';
import { syntaxProblem } from './yaml-mistakes.ts';
import { badText, firstLine } from './yaml-text.ts';
import { Walk, type Place, type YamlSource } from './yaml-walk.ts';

export function readYaml(file: string, rawText: string): YamlSource {
  const text = rawText.startsWith('\uFEFF') ? rawText.slice(1) : rawText;
  const unreadable = (problem: Omit<Problem, 'file' | 'path'>): YamlSource => ({
    ...{
      file,
      text,
      value: undefined,
      find: () => undefined,
      findKey: () => undefined,
      commented: () => [],
    },
    problems: [{ file, path: '(whole file)', ...problem }],
  });
  const textProblem = badText(text);
  if (textProblem !== undefined) return unreadable(textProblem);
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    // Messages with an extract of the text would take time quadratic in the length of a line.
    prettyErrors: false,
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
  });
  const place = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const error = document.errors[0];
  if (error !== undefined) return unreadable(syntaxProblem(error.code, text, place(error.pos[0])));
  if (document.directives?.yaml.explicit === true) {
    return unreadable({
      ...place(0),
      found: firstLine(text),
      allowed: 'YAML 1.2 without directives',
      fix: 'remove the %YAML line and the ---',
    });
  }
  return new Walk(file, text, document, place).source();
}
