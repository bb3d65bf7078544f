/** The dots of a swiper: one for each item, the current one apart. */
export class SwiperDots {
  readonly element: HTMLElement;

  constructor(document: Document) {
    this.element = document.createElement("swiper-dots");
    this.element.setAttribute("aria-hidden", "true");
  }

  /** An empty colour is that of the sheet. */
  draw(count: number, current: number, colour: string, active: string): void {
    const { element } = this;
    while (element.childElementCount > count) element.lastElementChild?.remove();
    while (element.childElementCount < count) element.append(element.ownerDocument.createElement("i"));
    [...element.children].forEach((dot, i) => {
      dot.classList.toggle("on", i === current);
      (dot as HTMLElement).style.backgroundColor = i === current ? active : colour;
    });
  }
}
