// Functions of source files: their length, their exported names, and bodies that say the same.
import ts from 'typescript';
import { lineOf, parse, type SourceFile } from './source-files.ts';

export interface FunctionFound {
  /** Such as `src/cli/run.ts:12 run`. */
  readonly where: string;
  readonly name: string;
  readonly lines: number;
  readonly isExported: boolean;
  readonly isFlatTable: boolean;
  /** The body with its own names numbered; empty below three statements. */
  readonly shape: string;
}

type WithBody = ts.FunctionLikeDeclaration & { readonly body: ts.ConciseBody };

export function functionsOf(files: readonly SourceFile[]): readonly FunctionFound[] {
  return files.flatMap((file) => {
    const tree = parse(file);
    const found: FunctionFound[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
        found.push(describeFunction(node as WithBody, tree, file.path));
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
    return found;
  });
}

function describeFunction(node: WithBody, tree: ts.SourceFile, path: string): FunctionFound {
  const [first, last] = [lineOf(tree, node.getStart(tree)), lineOf(tree, node.getEnd())];
  const declaration = ts.isVariableDeclaration(node.parent) ? node.parent : node;
  const name = declaration.name?.getText(tree) ?? '(without a name)';
  return {
    where: `${path}:${first} ${name}`,
    name,
    lines: last - first + 1,
    isExported: isExported(node),
    isFlatTable: isFlatTable(node.body),
    shape: shapeOf(node, tree),
  };
}

function isExported(node: ts.Node): boolean {
  const statement = ts.isVariableDeclaration(node.parent) ? node.parent.parent.parent : node;
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/**
 * A flat table is read row by row, so its length is no burden: a body that only returns one object
 * or list, or one switch whose every clause holds at most one statement and a break.
 */
function isFlatTable(body: ts.ConciseBody): boolean {
  const only = ts.isBlock(body) && body.statements.length === 1 ? body.statements[0]! : body;
  if (ts.isSwitchStatement(only)) {
    return only.caseBlock.clauses.every(
      ({ statements }) => statements.filter((one) => !ts.isBreakStatement(one)).length <= 1,
    );
  }
  let value = ts.isReturnStatement(only) ? only.expression : (only as ts.Expression);
  while (value !== undefined && ts.isParenthesizedExpression(value)) value = value.expression;
  return (
    value !== undefined &&
    (ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value))
  );
}

/** Two functions of one shape are one function written twice, whatever their names. */
function shapeOf(node: WithBody, tree: ts.SourceFile): string {
  let statements = 0;
  const own = new Map<string, string>();
  const collect = (part: ts.Node): void => {
    if (ts.isStatement(part) && !ts.isBlock(part)) statements += 1;
    const isNamed =
      ts.isVariableDeclaration(part) || ts.isParameter(part) || ts.isBindingElement(part);
    if (isNamed && ts.isIdentifier(part.name)) own.set(part.name.text, `$${own.size}`);
    ts.forEachChild(part, collect);
  };
  node.parameters.forEach(collect);
  collect(node.body);
  if (statements < 3) return '';
  const tokens: string[] = [];
  const print = (part: ts.Node): void => {
    const children = part.getChildren(tree);
    const isProperty = ts.isPropertyAccessExpression(part.parent) && part.parent.name === part;
    const text = part.getText(tree);
    if (children.length === 0) tokens.push(isProperty ? text : (own.get(text) ?? text));
    children.forEach(print);
  };
  print(node.body);
  return tokens.filter((token) => token !== '').join(' ');
}
