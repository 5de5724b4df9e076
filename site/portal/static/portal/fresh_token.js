// Logging in again in another tab changes the token of every form. What is sent again takes the token of now along.
// Without this script the next page asks once more.
(function () {
  "use strict";
  var form = document.getElementById("gui-lai");
  form.addEventListener("submit", function () {
    var found = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie);
    if (found) form.elements.csrfmiddlewaretoken.value = found[1];
  });
})();
