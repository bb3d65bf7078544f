// What `taro init` writes for React, webpack and the alipay target; `framework` and `compiler` are all that it needs.
export default {
  projectName: "berth-taro",
  designWidth: 750,
  deviceRatio: { 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
  sourceRoot: "src",
  outputRoot: "dist",
  framework: "react",
  compiler: { type: "webpack5", prebundle: { enable: false } },
  cache: { enable: false },
  copy: { patterns: [], options: {} },
  mini: { postcss: { pxtransform: { enable: true, config: {} } } },
};
