import unsanitized from 'eslint-plugin-no-unsanitized';

/** Data must not become markup or code, nor leave by another way than api.js. */
const forbidden = [
  { selector: "CallExpression[callee.name='eval'], NewExpression[callee.name='Function']", message: 'No code from text.' },
  { selector: "AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc|cookie)$/]", message: 'Build elements with h().' },
  { selector: "CallExpression[callee.property.name='postMessage'][arguments.1.value='*']", message: 'Name the origin.' },
  { selector: "MemberExpression[object.name='localStorage']", message: 'Nothing is kept in the browser.' },
];

export default [
  { ignores: ['**/target/**', '**/node_modules/**'] },
  {
    files: ['**/*.js'],
    plugins: { 'no-unsanitized': unsanitized },
    rules: {
      'no-restricted-syntax': ['error', ...forbidden],
      'no-unsanitized/method': 'error',
      'no-unsanitized/property': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-implied-eval': 'error',
      'no-unused-vars': 'error',
      'no-shadow-restricted-names': 'error',
      'max-lines': ['error', 300],
      complexity: ['error', 16],
    },
  },
  // A list of texts is as long as there are texts.
  { files: ['**/messages.js'], rules: { 'max-lines': 'off' } },
  // It imports what it checks.
  { files: ['pages/*.test.js'], rules: { 'no-unsanitized/method': 'off' } },
];
