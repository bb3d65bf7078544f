/** The rules of the framework specification that this suite mirrors: id and what it says, shortened. */
export const rules = {
  // 1. Project files
  "F-FILE-1": "App level: app.js (required), app.json (required), app.acss (optional)",
  "F-FILE-2": "Page p: p.js, p.axml, p.json (required), p.acss (optional), same folder and base name",
  "F-FILE-3": 'Component: same four kinds of file, json with "component": true',
  "F-FILE-4": "Packed by default: .acss .axml .js .json .sjs and used node_modules",
  "F-FILE-5": "Paths in json have no extension and no leading slash in pages",
  "F-FILE-6":
    "Locale files locale/<lang>/app.json (zh-Hans, zh-Hant, zh-HK, en) override window title, tab-bar names and page titles for that language",
  "F-APPJ-1": "pages (required): string[]: all pages of the main package",
  "F-APPJ-2": "entryPagePath: string: overrides the home page",
  "F-APPJ-3": "window: object: defaults of 1.2",
  "F-APPJ-4": "tabBar: object: textColor, selectedColor, backgroundColor, items[] {pagePath, name, icon?, activeIcon?}",
  "F-APPJ-5": "subPackages: array: section 16",
  "F-APPJ-6": "preloadRule: object: section 16",
  "F-APPJ-7": "plugins, useDynamicPlugins: object, boolean: section 16",
  "F-APPJ-8": "usingComponents: object: components usable in every page",
  "F-APPJ-9": 'lazyCodeLoading: "requiredComponents": load a component\'s code at first use',
  "F-APPJ-10":
    "permission: object: scope.album, scope.writePhotosAlbum, scope.camera, scope.record, scope.userLocation -> {desc} shown in the prompt",
  "F-APPJ-11": 'behavior: object: shareAppMessage: "appendQuery"',
  "F-APPJ-12": "workers: string: folder of worker code",
  "F-APPJ-13": "unknown key: any: ignored with a build warning",
  "F-PAGEJ-1":
    "Page json takes the window keys without the wrapper, plus optionMenu {icon}, usingComponents, component",
  "F-WIN-1": "defaultTitle: string: empty",
  "F-WIN-2": "titleBarColor, backgroundColor, backgroundImageColor: colour: host theme",
  "F-WIN-3": "backgroundImageUrl, titleImage: https address: none",
  "F-WIN-4": "pullRefresh: boolean; acts only with allowsBounceVertical YES: false",
  "F-WIN-5": "allowsBounceVertical: YES, NO: YES",
  "F-WIN-6": "onReachBottomDistance: px: 50",
  "F-WIN-7": "transparentTitle: none, always, auto: none",
  "F-WIN-8": "titlePenetrate, showTitleLoading: YES, NO: NO",
  "F-WIN-9": "enableScrollBar, gestureBack: YES, NO (first Android, second iOS): YES",
  "F-WIN-10": "responsive: boolean; false fixes 2rpx = 1px: true",
  "F-PROJ-1":
    "Format 2: compileType mini/plugin, miniprogramRoot, pluginRoot, compileOptions {component2, typescript, less, treeShaking, resolveAlias} …",
  "F-PROJ-2": "component2 defaults to true in Berth",

  // 2. App
  "F-APP-1": "App(options) is called exactly once, in app.js",
  "F-APP-2":
    "Hooks: onLaunch(opts), onShow(opts), onHide(), onError(error, stack), onUnhandledRejection({reason, promise}), onPageNotFound({path, query …",
  "F-APP-3":
    "opts = {query: object, path: string, scene: number, referrerInfo: {appId?, sourceServiceId?, extraData?}}",
  "F-APP-4": "getApp() returns the instance",
  "F-APP-5": "Closing (close button, back from the first page) puts the app into background",
  "F-APP-6": "Background order: App.onHide, then Page.onHide of the top page",
  "F-APP-7": "An uncaught exception of logic code reaches onError with message and stack",
  "F-APP-8": "An open with an unknown path calls onPageNotFound",

  // 3. Page
  "F-PAGE-1": "Page(options) once per page module",
  "F-PAGE-2": "Hooks: onLoad(query) once",
  "F-PAGE-3":
    "events may hold: onBack, onKeyboardHeight({height}), onOptionMenuClick, onPopMenuClick, onPullIntercept, onPullDownRefresh, onTitleClick …",
  "F-PAGE-4":
    "Object data is shared by all instances of that page: what code changed in place during one visit is still there in the next, unless it replaces …",
  "F-PAGE-5": "query values are strings, URL-decoded once (F-APPJ-11)",
  "F-PAGE-6":
    'onShareAppMessage({from: "button"|"menu"|"code", target?, webViewUrl?}) returns {title, desc?, path, imageUrl?}',
  "F-PAGE-7": "Read-only: route (path without slash and query)",
  "F-PAGE-8": "onHide fires on navigateTo and on leaving a tab",
  "F-ORD-1": "app.onLaunch, app.onShow, page.onLoad, page.onShow",
  "F-ORD-2": "navigateTo A to B: A.onHide, B.onLoad, B.onShow, B.onReady",
  "F-ORD-3": "switchTab: non-tab pages above unload from the top down",
  "F-ORD-4":
    "navigateBack over several pages unloads each skipped page from the top down, and only the revealed one gets onShow",

  // 4. Data updates
  "F-DATA-1": "setData(obj, cb?) merges by key",
  "F-DATA-2": "this.data changes synchronously",
  "F-DATA-3": "Values must be JSON-able; a key whose value is undefined is not set",
  "F-DATA-4": "Writing to this.data directly does not update the view",
  "F-DATA-5":
    "$spliceData({path: [start, deleteCount, ...items]}, cb?) acts like Array.splice on the array at path: [1,2,3,4] with [1, 0, 5, 6] gives [1,5,6,2,3,4]",
  "F-DATA-6": "$batchedUpdates(fn) sends all updates made inside fn as one render",
  "F-DATA-7": "Updates made in one macrotask are merged into one render even without it",

  // 5. AXML
  "F-AXML-1": "XML-like: tags, attributes in double or single quotes, self-closing tags, <!-- --> comments",
  "F-AXML-2": "{{ }} may stand in text and in attribute values",
  "F-AXML-3": "An attribute whose value is exactly one {{expr}} keeps the type of the result",
  "F-AXML-4":
    "Text: undefined and null render empty, booleans and numbers as JavaScript strings, objects as [object Object]",
  "F-AXML-5": "Access to a member of undefined or null gives undefined and does not throw",
  "F-AXML-6":
    "Calls: on a member of an imported SJS module (m.fn(x)), an SJS default export called bare (fn(x)), and the methods of values (strings, numbers …",
  "F-AXML-7":
    "Template strings, typeof, the comma operator, optional chaining, ??, , bit operators and arrow functions inside call arguments are accepted as in …",
  "F-AXML-8":
    'Object content without outer braces: data="{{foo: a, bar: b}}", spread {{...obj}}, shorthand {{foo, bar}}',
  "F-AXML-9": "Operators follow JavaScript semantics",
  "F-DIR-1": "a:if, a:elif, a:else: adjacent siblings (white space and comments between are ignored)",
  "F-DIR-2": 'a:for="{{array}}": repeats the element',
  "F-DIR-3": "a:for other values: integer n: 0..n-1",
  "F-DIR-4": "a:key: property name of the item or *this",
  "F-DIR-5": "a:for with a:if on one element: the loop is outside, the condition is evaluated per item",
  "F-DIR-6": "<block>: renders no node of its own",
  "F-DIR-7": "hidden: keeps the node, hides it",
  "F-DIR-8": "slot, slot-scope: section 9",
  "F-DIR-9":
    "ref=\"method\": component2: calls the owner's method with the instance (or what the component's own ref() returns) on mount",
  "F-KEY-1":
    "With keys, items that stay keep node, component instance and its data across reordering, insertion and removal",
  "F-TPL-1": '<template name="n">...</template> defines',
  "F-TPL-2": "A template sees only its data and the SJS modules imported in its own file",
  "F-TPL-3": "More than one root in a template is accepted (an older edition demands one)",
  "F-TPL-4": "<import src> brings in the templates defined in that file only",
  "F-TPL-5":
    "<include src> inserts the file's markup except its <template> and <import-sjs> definitions, with the including scope",
  "F-TPL-6": "Sources: relative, absolute, npm package",

  // 6. Events
  "F-EVT-1": 'onXxx="h" listens and lets the event bubble',
  "F-EVT-2": "Bubbling: touchStart, touchMove, touchEnd, touchCancel, tap, longTap (>= 500 ms)",
  "F-EVT-3": "Event: {type, timeStamp, target, currentTarget, detail}",
  "F-EVT-4": "A tap after longTap on the same touch is suppressed when a longTap handler exists",
  "F-EVT-5":
    "data-*: hyphens become camel case, capitals lower case: data-alpha-beta is dataset.alphaBeta, data-alphaBeta is dataset.alphabeta",
  "F-EVT-6": "On a custom component onXxx passes a function prop",
  "F-EVT-7": "Handlers run in the order of bubbling",

  // 7. ACSS
  "F-CSS-1": "CSS plus rpx: 750rpx = screen width",
  "F-CSS-2": "@import with relative, absolute or npm paths",
  "F-CSS-3": "app.acss applies to all pages, page acss to its page and wins at equal specificity",
  "F-CSS-4": "style is for dynamic values, without !important",
  "F-CSS-5": "Class names starting .a- or .am- are reserved (build warning)",
  "F-CSS-6": 'Component acss is not isolated (styleIsolation: "shared")',
  "F-CSS-7": "page is the selector of the page root",
  "F-CSS-8":
    "url() in sheets and style values may name package files, data: images and fonts, and https addresses, the latter as resources (S-RES, S-VIEW-5)",

  // 8. SJS
  "F-SJS-1": "Separate .sjs files in a JavaScript subset with import/export (default and named) between sjs files only",
  "F-SJS-2": '<import-sjs name="m" from="./x.sjs"/> binds the default export (or all named ones)',
  "F-SJS-3": "Runs without my.*, page data or logic modules",
  "F-SJS-4":
    "Globals: Infinity, NaN, undefined, decodeURI, decodeURIComponent, encodeURI, encodeURIComponent, isNaN, isFinite, parseFloat, parseInt, Date (now …",
  "F-SJS-5": "An exception while evaluating yields undefined in that binding and one reported error per render",

  // 9. Custom components
  "F-CMP-1": 'Declared by {"component": true}',
  "F-CMP-2": "Component({mixins, data, props, methods, hooks})",
  "F-CMP-3": "Mode component: didMount(), didUpdate(prevProps, prevData), didUnmount()",
  "F-CMP-4":
    "component2 order, first time: onInit, deriveDataFromProps, render, didMount (children before parents, all before page.onReady)",
  "F-CMP-5":
    "In both modes didUpdate fires after own setData and after changes from the owner, not after the first render",
  "F-CMP-6": "Props from AXML: foo-bar and fooBar both set fooBar ",
  "F-CMP-7": "Handlers in a component's AXML resolve to methods",
  "F-CMP-8":
    "Instance: data, props, is, $page, $id (number), setData, $spliceData, createSelectorQuery, selectOwnerComponent",
  "F-CMP-9": "Mixins merge data, props, methods (the component wins) and run hooks mixin first",
  "F-CMP-10": "Slots: default with fallback content",
  "F-CMP-11":
    "options may switch on lifetimes (created, attached, ready, moved, detached), observers, relations, externalClasses, virtualHost, styleIsolation",
  "F-CMP-12": "A component may include itself",

  // 15. web-view
  "F-WEB-1": "A page shows at most one <web-view>, always in full page size and above everything else",
  "F-WEB-2": "src must be https and allowed by WAP URLs (file 1, 5.4)",
  "F-WEB-3": "Attributes: src, id. Events: onMessage (detail is the posted object), onLoad({url}), onError",
  "F-WEB-4":
    "Page side: the bridge script, served by the host, gives my.postMessage(obj) to the mini program and my.onMessage = fn for messages from …",
  "F-WEB-5":
    "Page side may also call: navigateTo, redirectTo, navigateBack, switchTab, reLaunch, alert, showLoading, hideLoading, chooseImage, previewImage …",
  "F-WEB-6": "The bridge is given only to top-level pages whose address is allowed",
  "F-WEB-7": "Web views cannot talk to each other",
  "F-WEB-8": "Back goes through the web page's history first, then pops the page",

  // 16. Subpackages and plugins
  "F-SUB-1": "subPackages: [{root, pages[]}]",
  "F-SUB-2": "A subpackage may use code and assets of the main package and of itself only",
  "F-SUB-3": "Advice: main and each subpackage within 2 MB",
  "F-SUB-4": "A subpackage is loaded before its first page opens",
  "F-SUB-5":
    'preloadRule: {"pages/a/a": {packages: [root], network: "all" (default) | "wifi"}} starts loading after that page is ready',
  "F-SUB-6": "Old hosts get the full package",
  "F-PLG-1": "plugins: {name: {version, provider}}",
  "F-PLG-2": 'useDynamicPlugins: true allows my.loadPlugin({plugin: "id@version"})',
  "F-PLG-3": "A plugin sees its own storage and data only",

  // 18. Built-in components
  "F-TAG-1":
    "All components take id, class, style, hidden, data-*, animation (from createAnimation().export()), the bubbling events of F-EVT-2 and onAppear …",
  "F-TAG-2":
    "Hover family (view, button, navigator): hover-class, hover-start-time, hover-stay-time, hover-stop-propagation=false",
  "F-TAG-3": "Form controls keep the value the user entered until data change it",
  "F-TAG-4": "onChange-like events report in detail",
  "F-TAG-10":
    "view: disable-scroll (false), hover family (start 50, stay 400), role: onTransitionEnd, onAnimationStart, onAnimationIteration, onAnimationEnd",
  "F-TAG-11":
    "scroll-view: scroll-x, scroll-y (false), upper-threshold (50), lower-threshold (50), scroll-top, scroll-left, scroll-into-view (id) …",
  "F-TAG-12":
    "swiper; swiper-item: indicator-dots (false), indicator-color, indicator-active-color, autoplay (false), interval (5000), duration (500), current (0) …",
  "F-TAG-13": "movable-area: scale-area (false)",
  "F-TAG-14":
    "movable-view: direction none/all/horizontal/vertical (none), inertia, out-of-bounds (false), x, y, damping (20), friction (2), disabled (false) …",
  "F-TAG-15": "cover-view; cover-image: scroll-top",
  "F-TAG-16": "text: selectable (false), space (nbsp/ensp/emsp), decode (false: entities &nbsp",
  "F-TAG-17": 'rich-text: nodes (array {name, attrs, children} / {type: "text", text}, or HTML string), space',
  "F-TAG-18":
    "icon: type info/warn/waiting/cancel/download/search/clear/success/success_no_circle/loading, size (23), color: -",
  "F-TAG-19":
    "progress: percent (0), show-info (false), stroke-width (6), active-color, background-color, active (false): onActiveEnd",
  "F-TAG-20": "image: src, mode (scaleToFill), default-source, lazy-load (false)",
  "F-TAG-21":
    "button: size default/mini, type default/primary/warn, plain, disabled, loading (false), hover family (start 20, stay 70, button-hover), form-type …",
  "F-TAG-22": "form: report-submit (false): onSubmit {value: {name: value}, formId?, buttonTarget}, onReset",
  "F-TAG-23": "label: for (id); else the first control inside",
  "F-TAG-24":
    "input: value, name, type text/number/digit/idcard/numberpad/digitpad/idcardpad (text), password (false), placeholder, placeholder-style …",
  "F-TAG-25": "textarea: value, name, placeholder family, disabled, maxlength (140",
  "F-TAG-26": "checkbox: value, checked (false), disabled (false), color: onChange {value: boolean}",
  "F-TAG-27": "checkbox-group: name: onChange {value: string[]} in document order",
  "F-TAG-28": "radio: value, checked (false), disabled (false), color: onChange {value: boolean}",
  "F-TAG-29": "radio-group: name; at most one radio is checked: onChange {value}",
  "F-TAG-30": "switch: name, checked (false), disabled (false), color, controlled (false): onChange {value: boolean}",
  "F-TAG-31":
    "slider: name, min (0), max (100), step (1), value (0), disabled (false), show-value (false), active-color, background-color, track-size (4) …",
  "F-TAG-32": "picker: range (string[] or object[]), range-key, value (index, 0), title, disabled (false)",
  "F-TAG-33":
    "picker-view; picker-view-column: value (index[]), indicator-style, indicator-class, mask-style, mask-class",
  "F-TAG-34":
    "navigator: url, open-type navigate/redirect/switchTab/navigateBack/reLaunch/exit (navigate), delta (1), hover family: onTap, onSuccess, onFail",
  "F-TAG-35": "canvas: id, type (classic",
  "F-TAG-36": "map: longitude, latitude, scale (16",
  "F-TAG-37":
    "video: src, poster, controls (true), autoplay, loop, muted (false), initial-time (0), duration, object-fit contain/fill/cover (contain), direction …",
  "F-TAG-38": "web-view: section 15: section 15",
  "F-TAG-39": "block, template, import, include, import-sjs, slot: sections 5, 8, 9",
  "F-TAG-40":
    "camera, lottie, live-player and other media: accepted by the compiler, shown as a labelled placeholder, onError with code 1: -",
  "F-TAG-6":
    "Addresses of images, media and fonts in any component or API are resources: package file, file of the app's folders, data:, or https under the …",
  "F-TAG-5":
    "Simulator: map, video and canvas work without network sources (map shows a grid with markers at their positions)",
} as const;

/** Id of a rule of the framework specification. */
export type RuleId = keyof typeof rules;
