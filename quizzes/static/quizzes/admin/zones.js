/* Zones of a question that points at a picture: drawn on it, in the editor. What is drawn is written into the fields of the zones,
   and what is typed there is drawn: nothing is kept here. */
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const StructBlock = window.wagtailStreamField.blocks.StructBlockDefinition;

  class Drawing {
    constructor(prefix, words) {
      this.prefix = prefix;
      this.words = words;
      this.field = document.getElementById(`${prefix}-picture`);
      this.selected = null;
      this.area = document.createElement("div");
      this.area.className = "zones";
      this.area.innerHTML = `<p class="help"></p><div><img alt=""><svg viewBox="0 0 100 100" preserveAspectRatio="none"></svg></div>`;
      this.area.firstChild.textContent = words.drawHere;
      this.picture = this.area.querySelector("img");
      this.svg = this.area.querySelector("svg");
      this.block = this.field.closest("[data-contentpath='picture']");
      this.block.append(this.area);
      this.listen();
      this.show();
    }

    get places() {
      const all = document.querySelectorAll(`[id^="${this.prefix}-zones-"][id$="-value-place"]`);
      return [...all].filter((input) => input.offsetParent !== null);
    }

    listen() {
      const form = this.field.form || document;
      form.addEventListener("input", (event) => this.isOurs(event.target) && this.draw());
      form.addEventListener("focusin", (event) => {
        const zone = this.isOurs(event.target);
        if (zone) this.select(zone);
      });
      // The chooser changes its picture without an event; lines come and go.
      new MutationObserver(() => this.show()).observe(this.block, { attributes: true, subtree: true, attributeFilter: ["src", "value", "class"] });
      const zones = this.block.parentElement.querySelector("[data-contentpath='zones']");
      if (zones) new MutationObserver(() => this.draw()).observe(zones, { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden", "style"] });
      this.svg.addEventListener("pointerdown", (event) => this.begin(event));
    }

    /* The field of the place of the zone in which an element stands. */
    isOurs(element) {
      const id = (element && element.id) || "";
      const found = id.startsWith(`${this.prefix}-zones-`) && id.match(/-zones-(\d+)-value-/);
      return found && document.getElementById(`${this.prefix}-zones-${found[1]}-value-place`);
    }

    show() {
      const pk = this.field.value;
      if (this.shown !== pk) {
        this.shown = pk;
        this.area.hidden = !pk;
        if (pk) this.picture.src = this.words.picture.replace("/0/", `/${pk}/`);
      }
      this.draw();
    }

    select(place) {
      if (this.selected === place) return;
      this.selected = place;
      this.draw();
    }

    draw() {
      const told = JSON.stringify([this.places.map((input) => input.value), this.selected && this.selected.id]);
      if (told === this.told) return;
      this.told = told;
      this.svg.replaceChildren();
      this.places.forEach((input, number) => {
        const [left, top, width, height] = (input.value.match(/\d+([.,]\d+)?/g) || []).map((each) => Number(each.replace(",", ".")));
        if (!height) return;
        const rect = document.createElementNS(SVG, "rect");
        Object.entries({ x: left, y: top, width, height }).forEach(([name, value]) => rect.setAttribute(name, value));
        rect.setAttribute("class", input === this.selected ? "selected" : "");
        const title = document.createElementNS(SVG, "title");
        title.textContent = this.words.zone.replace("%s", number + 1);
        rect.append(title);
        rect.zone = input;
        this.svg.append(rect);
      });
    }

    at(event) {
      const box = this.svg.getBoundingClientRect();
      const bound = (value) => Math.min(100, Math.max(0, value));
      return [bound((100 * (event.clientX - box.left)) / box.width), bound((100 * (event.clientY - box.top)) / box.height)];
    }

    begin(event) {
      event.preventDefault();
      const [left, top] = this.at(event);
      if (event.target.zone) this.select(event.target.zone);
      const empty = this.places.find((input) => !input.value.trim());
      const place = this.selected && this.places.includes(this.selected) && !(this.selected.value && empty && !event.target.zone) ? this.selected : empty || this.places[0];
      if (!place) return;
      this.select(place);
      this.svg.setPointerCapture(event.pointerId);
      const move = (next) => {
        const [right, bottom] = this.at(next);
        const sides = [Math.min(left, right), Math.min(top, bottom), Math.abs(right - left), Math.abs(bottom - top)];
        if (sides[2] < 1 || sides[3] < 1) return;
        place.value = sides.map((side) => side.toFixed(1).replace(/\.0$/, "")).join(" ");
        this.draw();
      };
      const end = () => {
        this.svg.removeEventListener("pointermove", move);
        place.dispatchEvent(new Event("input", { bubbles: true }));
        place.dispatchEvent(new Event("change", { bubbles: true }));
      };
      this.svg.addEventListener("pointermove", move);
      this.svg.addEventListener("pointerup", end, { once: true });
      this.svg.addEventListener("pointercancel", end, { once: true });
    }
  }

  class PointBlockDefinition extends StructBlock {
    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, initialState, initialError);
      if (document.getElementById(`${prefix}-picture`)) new Drawing(prefix, this.meta.words);
      return block;
    }
  }

  window.telepath.register("quizzes.kinds.PointBlock", PointBlockDefinition);
})();
