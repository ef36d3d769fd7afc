import { examplesOf } from './examples.js';

const MADE_UP = /example/i;

/** Calls `found` with each text of `value` that `schema` says is a secret (`format: password`). */
function secrets(schema, value, resolve, found) {
  if (schema?.$ref) return secrets(resolve(schema).node, value, resolve, found);
  if (!schema || value === null || value === undefined) return;
  if (schema.format === 'password') found(String(value));
  for (const part of schema.allOf ?? []) secrets(part, value, resolve, found);
  if (Array.isArray(value)) value.forEach((item) => secrets(schema.items, item, resolve, found));
  if (typeof value !== 'object' || Array.isArray(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    const own = schema.properties?.[name];
    const other = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
    secrets(own ?? other, inner, resolve, found);
  }
}

/** What is secret says "example" in an example, so that nobody takes it for a real one, and no real one gets here. */
export function madeUpSecrets() {
  return {
    MediaType(media, { location, report, resolve }) {
      for (const value of examplesOf(media, resolve)) {
        secrets(media.schema, value, resolve, (secret) => {
          if (!MADE_UP.test(secret)) report({ message: 'a secret in an example has "example" in it', location });
        });
      }
    },
  };
}
