// What is answered in a quiz outlives a page that is loaded again, and the way back, in this tab. Without it the page works too.
(function () {
  "use strict";
  var form = document.getElementById("bai-kiem-tra");
  var store, kept, name, i;
  try {
    store = window.sessionStorage;
    name = "bai-" + form.elements.key.value;
    kept = JSON.parse(store.getItem(name));
  } catch (error) {
    return;
  }
  var fields = form.querySelectorAll(".question input, .question select");
  function isBox(field) {
    return field.type === "radio" || field.type === "checkbox";
  }
  for (i = 0; kept && i < fields.length; i++) {
    if (isBox(fields[i])) {
      fields[i].checked = kept.indexOf(fields[i].name + "=" + fields[i].value) >= 0;
      continue;
    }
    for (var k = 0; k < kept.length; k++) {
      if (kept[k].indexOf(fields[i].name + "=") === 0) fields[i].value = kept[k].slice(fields[i].name.length + 1);
    }
  }
  form.addEventListener("change", function () {
    var given = [];
    for (var n = 0; n < fields.length; n++) {
      if (isBox(fields[n]) ? fields[n].checked : fields[n].value) given.push(fields[n].name + "=" + fields[n].value);
    }
    try {
      store.setItem(name, JSON.stringify(given));
    } catch (error) {
      // The store is full or forbidden: the page is as it is without this.
    }
  });
})();
