/** A template compiled by glass-easel's own compiler when the bench is bundled. */
declare module "*.wxml" {
  const template: Record<string, unknown>;
  export default template;
}
