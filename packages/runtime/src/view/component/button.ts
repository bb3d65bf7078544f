import { type Component, keep } from "./component.js";
import { reset, submit } from "./form.js";
import { hoverAttributes } from "./view.js";

/** F-TAG-21. A real button; its AXML type is kept as `kind`, since `type` means something else to the engine. */
export const button: Component = {
  make(element) {
    element.setAttribute("type", "button");
  },
  attributes: {
    ...hoverAttributes,
    size: "keep",
    type: (element, value) => keep(element, "kind", value),
    plain: "keep",
    loading: "keep",
    disabled: (element, value) => element.toggleAttribute("disabled", Boolean(value)),
    "form-type": "keep",
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
