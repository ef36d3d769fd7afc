const PARTS = ['allOf', 'anyOf', 'oneOf', 'properties'];

/** Generators make up names, such as `InlineObject1`, for objects that have none. */
export function namedSchema() {
  const check = (schema, location, report) => {
    if (PARTS.some((part) => schema?.[part])) {
      report({ message: 'an object has a name in components/schemas, since generated code needs one', location });
    }
  };
  return {
    MediaType({ schema }, { location, report }) {
      check(schema, location.child('schema'), report);
      // A map or a list that is a body needs one as well: its parameter is named for it.
      if (schema?.type === 'object' || schema?.type === 'array') {
        report({ message: 'a body has a name in components/schemas', location: location.child('schema') });
      }
    },
    Schema(schema, { location, report }) {
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        check(property, location.child(['properties', name]), report);
      }
      for (const of of ['items', 'additionalProperties']) check(schema[of], location.child(of), report);
    },
  };
}
