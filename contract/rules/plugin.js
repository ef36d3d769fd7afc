import { namedSchema } from './named-schema.js';
import { problemCodes } from './problem-codes.js';
import { madeUpSecrets } from './made-up-secrets.js';

export default () => ({
  id: 'contract',
  rules: {
    oas3: {
      'body-has-a-named-schema': namedSchema,
      'problem-codes-are-listed': problemCodes,
      'secrets-in-examples-are-made-up': madeUpSecrets,
    },
  },
});
