import { type Component, isOn } from "./component.js";
import { reset, submit } from "./form.js";
import { oneOf } from "./one-of.js";
import { hoverAttributes } from "./view.js";

/** F-TAG-21. A real button; its AXML type is kept as `kind`, since `type` means something else to the engine. */
export const button: Component = {
  make(element) {
    element.setAttribute("type", "button");
  },
  attributes: {
    ...hoverAttributes,
    size: oneOf("size", ["default", "mini"], null),
    type: oneOf("type", ["default", "primary", "warn"], null, "kind"),
    plain: "keep",
    loading: (element, value) => {
      element.toggleAttribute("loading", isOn(value));
      element.setAttribute("aria-busy", String(isOn(value)));
    },
    disabled: (element, value) => element.toggleAttribute("disabled", isOn(value)),
    "form-type": oneOf("form-type", ["submit", "reset", "button"], null),
    "open-type": "keep",
    scope: "keep",
    name: "keep",
  },
  tap(element, context) {
    const role = element.getAttribute("form-type");
    if (role === "submit") submit(element, context);
    else if (role === "reset") reset(element, context);
    const openType = element.getAttribute("open-type");
    if (openType !== null) context.tell(element, "openType", { openType, scope: element.getAttribute("scope") });
  },
};
