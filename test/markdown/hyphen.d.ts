/** Types for the hyphen package, which the tests compare our patterns with. */
declare module 'hyphen/*/index.js' {
  const language: { readonly hyphenateSync: (text: string) => string };
  export default language;
}
