// A screen of a practice follows the one before without loading the page anew. Without it each button loads the page.
(function () {
  "use strict";
  const place = document.getElementById("thuc-hanh");
  if (!place || !window.fetch || !window.DOMParser) return;

  place.addEventListener("submit", function (event) {
    const form = event.target, button = event.submitter;
    if (!form.matches("form.practice") || !button) return;
    event.preventDefault();
    const sent = new FormData(form);
    sent.append(button.name, button.value);
    place.setAttribute("aria-busy", "true");
    fetch(form.action || location.href, { method: "POST", body: new URLSearchParams(sent), credentials: "same-origin" })
      .then(function (answer) {
        if (!answer.ok) throw new Error(String(answer.status));
        return answer.text();
      })
      .then(function (html) {
        const next = new DOMParser().parseFromString(html, "text/html").getElementById("thuc-hanh");
        if (!next) throw new Error("no screen");
        place.replaceChildren(...next.childNodes);
        place.removeAttribute("aria-busy");
        const told = ["[aria-invalid=true]", "[role=alert]", "#viec", ".device-heading"]
          .map(function (where) { return place.querySelector(where); })
          .find(Boolean);
        if (told) {
          if (!told.matches("input")) told.tabIndex = -1;
          told.focus();
          told.scrollIntoView({ block: "center" });
        }
      })
      .catch(function () {
        // As without a script: the browser sends it, and shows what is wrong with the network.
        const pressed = document.createElement("input");
        pressed.type = "hidden";
        pressed.name = button.name;
        pressed.value = button.value;
        form.appendChild(pressed);
        form.submit();
      });
  });
})();
