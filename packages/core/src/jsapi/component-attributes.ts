/** Components that are drawn, each with its attributes and its own events. A test compares with what the view knows. */
export const componentAttributes = `
view disable-scroll hover-class hover-start-time hover-stay-time hover-stop-propagation onTransitionEnd onAnimationStart onAnimationIteration onAnimationEnd
text selectable space decode number-of-lines
image src mode lazy-load default-source onLoad onError
button hover-class hover-start-time hover-stay-time hover-stop-propagation size type plain loading disabled form-type open-type scope name onGetAuthorize onError
scroll-view scroll-x scroll-y upper-threshold lower-threshold scroll-with-animation scroll-animation-duration enable-back-to-top trap-scroll disable-scroll scroll-top scroll-left scroll-into-view onScroll onScrollToUpper onScrollToLower
cover-view disable-scroll hover-class hover-start-time hover-stay-time hover-stop-propagation scroll-top
cover-image src mode lazy-load default-source onLoad onError
match-media disable-scroll hover-class hover-start-time hover-stay-time hover-stop-propagation
root-portal disable-scroll hover-class hover-start-time hover-stay-time hover-stop-propagation
page-meta disable-scroll hover-class hover-start-time hover-stay-time hover-stop-propagation
canvas type width height disable-scroll onReady
map longitude latitude scale markers polyline polygon circles controls include-points include-padding show-location rotate skew setting ground-overlays tile-overlay panels custom-map-style default-mode optimize onMarkerTap onCalloutTap onControlTap onRegionChange
rich-text nodes space user-select
video src poster controls autoplay loop muted initial-time object-fit duration direction poster-size show-fullscreen-btn show-play-btn show-center-play-btn show-mute-btn enable-progress-gesture enable-native mobilenet-hint-type onPlay onPause onEnded onTimeUpdate onError onLoading onFullScreenChange
web-view src onMessage onLoad onError
icon type color size
progress percent show-info active stroke-width active-color background-color onActiveEnd
navigator hover-class hover-start-time hover-stay-time hover-stop-propagation url open-type delta app-id path onSuccess onFail
swiper indicator-dots indicator-color indicator-active-color autoplay interval duration current circular vertical display-multiple-items previous-margin next-margin acceleration disable-touch disable-programmatic-animation touch-angle onChange onTransition onAnimationEnd
swiper-item item-id skip-hidden-item-layout
movable-area scale-area
movable-view direction inertia out-of-bounds damping friction disabled scale scale-min scale-max scale-value animation x y onChange onChangeEnd onScale
label for
form report-submit name onSubmit onReset
input name value placeholder placeholder-class placeholder-style disabled maxlength focus auto-focus cursor selection-start selection-end confirm-type confirm-hold controlled enable-native always-system adjust-position random-number type password onInput onConfirm onFocus onBlur
textarea name value placeholder placeholder-class placeholder-style disabled maxlength focus auto-focus cursor selection-start selection-end confirm-type confirm-hold controlled enable-native always-system adjust-position random-number show-count auto-height onInput onConfirm onFocus onBlur
checkbox name value checked disabled color onChange
checkbox-group name onChange
radio name value checked disabled color onChange
radio-group name onChange
switch name value checked disabled color controlled onChange
slider name min max step value show-value active-color background-color track-size handle-size handle-color disabled onChange onChanging
picker name range range-key value title mode start end fields disabled onChange onCancel
picker-view name value indicator-style indicator-class mask-style mask-class onChange
picker-view-column id
slot name
block a:if a:for
template is data
`;
