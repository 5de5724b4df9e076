// Keeps each answer on the server as it is given, and again when the network is back. Without it each button keeps them.
(function () {
  "use strict";
  var form = document.getElementById("bai-kiem-tra");
  var told = document.getElementById("da-luu");
  var left = document.querySelector("[data-seconds-left]");
  var waiting = null, under = false, changed = false, over = false, ends;
  if (!form || !window.fetch || !window.FormData) return;
  function tell(text) {
    if (told && told.textContent !== text) told.textContent = text;
  }
  function send(keepalive) {
    var data = new URLSearchParams(new FormData(form));
    data.append("luu", "1");
    return fetch(form.getAttribute("data-saves"), {
      method: "POST", body: data, credentials: "same-origin", redirect: "manual", keepalive: keepalive
    });
  }
  // One at a time: what was sent last is what counts.
  function save() {
    waiting = null;
    if (under || over || !changed) return;
    under = true;
    changed = false;
    send(false).then(
      function (answer) {
        under = false;
        if (answer.status === 204) {
          tell(told.getAttribute("data-saved"));
          if (changed) soon();
        } else if (answer.status === 403 || answer.type === "opaqueredirect") {
          // The log-in is over, or the attempt: the page says so.
          over = true;
          window.location.reload();
        } else if (answer.status >= 500 || answer.status === 429) {
          again();
        }
      },
      function () {
        under = false;
        again();
      }
    );
  }
  function again() {
    changed = true;
    tell(told.getAttribute("data-waits"));
    if (waiting === null) waiting = setTimeout(save, 5000);
  }
  function soon() {
    changed = true;
    if (waiting !== null) clearTimeout(waiting);
    waiting = setTimeout(save, 700);
  }
  function flush() {
    if (!changed || over) return;
    changed = false;
    send(true);
  }
  form.addEventListener("change", soon);
  form.addEventListener("input", soon);
  form.addEventListener("submit", function () {
    over = true;
  });
  window.addEventListener("online", function () {
    if (changed) soon();
  });
  window.addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") flush();
  });
  window.addEventListener("pageshow", function () {
    over = false;
  });
  if (!left) return;
  // The clock of the phone may be wrong; how much time has passed it knows.
  ends = Date.now() + Number(left.getAttribute("data-seconds-left")) * 1000;
  function end() {
    // First what was typed last; the page that says it is over comes when there is a network.
    send(false).then(function () {
      window.location.reload();
    }, function () {
      tell(told.getAttribute("data-waits"));
      setTimeout(end, 5000);
    });
  }
  function tick() {
    var rest = Math.max(0, Math.round((ends - Date.now()) / 1000));
    left.textContent = left.getAttribute("data-words") + " " + Math.floor(rest / 60) + ":" + ("0" + (rest % 60)).slice(-2);
    if (rest > 0) setTimeout(tick, 1000);
    else end();
  }
  tick();
})();
