// `@rule A7` in the comment above a function, class or const says that it states rule A7 of
// docs/MODEL.md.
import ts from 'typescript';
import { commentsOf, lineOf, parse, type SourceFile } from './source-files.ts';

export interface RuleTag {
  readonly rule: string;
  readonly path: string;
  /** Name of what the comment stands above; a method as `Class.method`. */
  readonly name: string;
}

export interface RuleTags {
  readonly tags: readonly RuleTag[];
  /** Tags in comments that stand above nothing that has a name: `src/cli/run.ts:1`. */
  readonly adrift: readonly string[];
}

const rulesIn = (comment: string): string[] =>
  [...comment.matchAll(/@rule\s+([A-Z]\d+(?:,\s*[A-Z]\d+)*)/gu)].flatMap(([, list]) =>
    list!.split(/,\s*/u),
  );

export function ruleTagsOf(files: readonly SourceFile[]): RuleTags {
  const tags: RuleTag[] = [];
  const adrift: string[] = [];
  for (const file of files) {
    const tree = parse(file);
    const lines = new Set<number>();
    const visit = (node: ts.Node): void => {
      const name = nameOf(node);
      for (const { text, line } of name === undefined ? [] : commentsAbove(node, tree)) {
        lines.add(line);
        for (const rule of rulesIn(text)) tags.push({ rule, path: file.path, name: name! });
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
    for (const { text, line } of commentsOf(file.text, file.path)) {
      if (text.includes('@rule') && !lines.has(line)) adrift.push(`${file.path}:${line}`);
    }
  }
  return { tags, adrift };
}

/** Comments with no empty line between them and the node. */
function commentsAbove(node: ts.Node, tree: ts.SourceFile): { text: string; line: number }[] {
  const { text } = tree;
  const ranges = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  let below = node.getStart(tree);
  return ranges
    .toReversed()
    .filter(({ pos, end }) => {
      const isAdjacent = !/\n\s*\n/u.test(text.slice(end, below));
      if (isAdjacent) below = pos;
      return isAdjacent;
    })
    .map(({ pos, end }) => ({ text: text.slice(pos, end), line: lineOf(tree, pos) }));
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name?.text;
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]!.name.getText();
  if (!ts.isClassElement(node) || !ts.isClassDeclaration(node.parent)) return undefined;
  const member = ts.isConstructorDeclaration(node) ? 'constructor' : node.name?.getText();
  return `${node.parent.name?.text ?? ''}.${member ?? ''}`;
}
