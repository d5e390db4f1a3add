import tseslint from 'typescript-eslint';

const transcendental = [
  'exp',
  'log',
  'log1p',
  'log2',
  'log10',
  'expm1',
  'pow',
  'sin',
  'cos',
  'tan',
  'atan',
  'atan2',
  'cbrt',
  'hypot',
  'tanh',
  'random',
];

const notInKernel = [
  ['ArrowFunctionExpression, :not(MethodDefinition) > FunctionExpression', 'closures'],
  ['TemplateLiteral, :not(ImportDeclaration) > Literal[value=/./][raw=/^[\'"]/]', 'strings'],
  ['ObjectExpression, ObjectPattern, ArrayPattern, SpreadElement', 'objects but of classes'],
  ['ForOfStatement, ForInStatement', 'loops but by index'],
  ['ThrowStatement, TryStatement', 'exceptions'],
  ["NewExpression[callee.name='Map'], NewExpression[callee.name='Set']", 'maps and sets'],
];

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
      if (!isConstant && isWhole(node.left) && isWhole(node.right))
        context.report({
          node,
          message: 'Divide f64(…): whole numbers divide otherwise in AssemblyScript.',
        });
    },
  }),
};

export default tseslint.config(
  {
    ignores: ['dist/', 'output/', 'node_modules/', 'coverage/', 'docs/api/', 'src/kernel/*.as.ts'],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'off', // arrays of the kernel are as long as what they are indexed by
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off', // there are no enums: `erasableSyntaxOnly` (tsconfig.json)
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
    },
  },
  {
    // Bits of these differ between Node versions and browsers, or between runs: see docs/decisions.
    files: [
      'src/scenario/**',
      'src/kernel/**',
      'src/random/**',
      'src/simulation/**',
      'src/experiment/**',
      'src/calibration/**',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        ...transcendental.map((property) => ({
          object: 'Math',
          property,
          message: 'Use src/kernel/arithmetic.ts: native results differ between engines.',
        })),
        { object: 'Date', property: 'now', message: 'The model has no wall clock.' },
        { object: 'performance', property: 'now', message: 'The model has no wall clock.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "BinaryExpression[operator='**']", message: 'Use src/kernel/arithmetic.ts.' },
      ],
    },
  },
  {
    // The kernel is AssemblyScript too (decision 0018): what that does not know, or reads
    // otherwise.
    files: ['src/kernel/**'],
    ignores: ['src/kernel/platform.ts'],
    plugins: { kernel: { rules: { 'no-integer-division': noIntegerDivision } } },
    rules: {
      'kernel/no-integer-division': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: "BinaryExpression[operator='**']", message: 'Use src/kernel/arithmetic.ts.' },
        ...notInKernel.map(([selector, what]) => ({
          selector,
          message: `The kernel has no ${what}.`,
        })),
        {
          selector: 'VariableDeclarator:not([id.typeAnnotation])',
          message: 'Say i32, f64 or boolean: AssemblyScript would choose by itself.',
        },
      ],
    },
  },
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
