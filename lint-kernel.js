// Rules of the linter that are this project's own (.oxlintrc.json).

/** What AssemblyScript does not know, or reads otherwise than TypeScript (decision 0018). */
const notInKernel = {
  'ArrowFunctionExpression, :not(MethodDefinition) > FunctionExpression': 'closures',
  'TemplateLiteral, :not(ImportDeclaration) > Literal[value=/./][raw=/^[\'"]/]': 'strings',
  'ObjectExpression, ObjectPattern, ArrayPattern, SpreadElement': 'objects but of classes',
  'ForOfStatement, ForInStatement': 'loops but by index',
  'ThrowStatement, TryStatement': 'exceptions',
  "NewExpression[callee.name='Map'], NewExpression[callee.name='Set']": 'maps and sets',
};

/** @type {import('oxlint').Rule} */
const commonSubset = {
  create: (context) => ({
    ...Object.fromEntries(
      Object.entries(notInKernel).map(([selector, what]) => [
        selector,
        (node) => context.report({ node, message: `The kernel has no ${what}.` }),
      ]),
    ),
    'VariableDeclarator:not([id.typeAnnotation])'(node) {
      const message = 'Say i32, f64 or boolean: AssemblyScript would choose by itself.';
      context.report({ node, message });
    },
  }),
};

/** 7 / 2 is 3.5 in TypeScript and 3 in AssemblyScript, where both sides are whole numbers. */
const noIntegerDivision = {
  create: (context) => ({
    "BinaryExpression[operator='/']"(node) {
      const isWhole = ({ type, name, value, callee }) => {
        if (type === 'Literal') return Number.isInteger(value);
        if (type === 'CallExpression') return callee.name === 'i32';
        if (type !== 'Identifier') return false;
        let scope = context.sourceCode.getScope(node);
        while (scope !== null && !scope.set.has(name)) scope = scope.upper;
        const [definition] = scope?.set.get(name).defs ?? [];
        const declared = definition?.name.typeAnnotation?.typeAnnotation;
        return declared?.typeName?.name === 'i32';
      };
      const isConstant = node.left.type === 'Literal' && node.right.type === 'Literal';
      if (!isConstant && isWhole(node.left) && isWhole(node.right)) {
        const message = 'Divide f64(…): whole numbers divide otherwise in AssemblyScript.';
        context.report({ node, message });
      }
    },
  }),
};

/** Powers, of which bits differ between engines: `Math.pow` is forbidden in .oxlintrc.json. */
const noPowers = {
  create: (context) => ({
    "BinaryExpression[operator='**'], AssignmentExpression[operator='**=']"(node) {
      context.report({ node, message: 'Use src/kernel/arithmetic.ts.' });
    },
  }),
};

export default {
  meta: { name: 'kernel' },
  rules: {
    'common-subset': commonSubset,
    'no-integer-division': noIntegerDivision,
    'no-powers': noPowers,
  },
};
