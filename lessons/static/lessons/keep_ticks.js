// What is ticked in a quiz outlives a page that is loaded again, and the way back, in this tab. Without it the page works too.
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
  var boxes = form.querySelectorAll("input[type=radio], input[type=checkbox]");
  for (i = 0; kept && i < boxes.length; i++) {
    boxes[i].checked = kept.indexOf(boxes[i].name + "=" + boxes[i].value) >= 0;
  }
  form.addEventListener("change", function () {
    var ticked = [];
    for (var n = 0; n < boxes.length; n++) {
      if (boxes[n].checked) ticked.push(boxes[n].name + "=" + boxes[n].value);
    }
    try {
      store.setItem(name, JSON.stringify(ticked));
    } catch (error) {
      // The store is full or forbidden: the page is as it is without this.
    }
  });
})();
