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

export default tseslint.config(
  { ignores: ['dist/', 'output/', 'node_modules/', 'coverage/', 'docs/api/', 'src/kernel/*.as.ts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.js'] }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'off', // arrays of the kernel are as long as what they are indexed by
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    // Bits of these differ between Node versions and browsers, or between runs: see docs/decisions.
    files: ['src/scenario/**', 'src/kernel/**', 'src/random/**', 'src/simulation/**', 'src/experiment/**', 'src/calibration/**'],
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
  { files: ['**/*.js', '**/*.mjs'], ...tseslint.configs.disableTypeChecked },
);
