/** The values of the examples of a media type. */
export function examplesOf(media, resolve) {
  const named = Object.values(media.examples ?? {}).map((example) => (example.$ref ? resolve(example).node : example).value);
  return media.example === undefined ? named : [media.example, ...named];
}
