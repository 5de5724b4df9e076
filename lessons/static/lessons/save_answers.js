// Keeps each answer on the server as it is given, and again when the network is back. Without it each button keeps them.
(function () {
  "use strict";
  var form = document.getElementById("bai-kiem-tra");
  var told = document.getElementById("da-luu");
  var left = document.querySelector("[data-seconds-left]");
  var waiting = null, seconds, ends;
  if (!form || !window.fetch || !window.FormData) return;
  function tell(text) {
    if (told && told.textContent !== text) told.textContent = text;
  }
  function save() {
    var data = new FormData(form);
    waiting = null;
    data.append("luu", "1");
    fetch(form.getAttribute("data-saves"), { method: "POST", body: data, credentials: "same-origin", redirect: "manual" }).then(
      function (answer) {
        if (answer.status === 204) tell(told.getAttribute("data-saved"));
        else if (answer.type === "opaqueredirect") window.location.reload();
        else again();
      },
      again
    );
  }
  function again() {
    tell(told.getAttribute("data-waits"));
    if (waiting === null) waiting = setTimeout(save, 5000);
  }
  function soon() {
    if (waiting !== null) clearTimeout(waiting);
    waiting = setTimeout(save, 700);
  }
  form.addEventListener("change", soon);
  form.addEventListener("submit", function () {
    if (waiting !== null) clearTimeout(waiting);
  });
  window.addEventListener("online", function () {
    if (waiting !== null) soon();
  });
  if (!left) return;
  // The clock of the phone may be wrong; how much time has passed it knows.
  seconds = Number(left.getAttribute("data-seconds-left"));
  ends = Date.now() + seconds * 1000;
  function tick() {
    var rest = Math.max(0, Math.round((ends - Date.now()) / 1000));
    var minutes = Math.floor(rest / 60);
    left.textContent = left.getAttribute("data-words") + " " + minutes + ":" + ("0" + (rest % 60)).slice(-2);
    if (rest > 0) {
      setTimeout(tick, 1000);
      return;
    }
    var field = document.createElement("input");
    field.type = "hidden";
    field.name = "van-nop";
    field.value = "1";
    form.appendChild(field);
    form.submit();
  }
  tick();
})();
