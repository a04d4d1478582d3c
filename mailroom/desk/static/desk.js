// The little that makes the desk quicker; every page works without it. Single keys act only where somebody turned
// them on (WCAG 2.2, 2.1.4), never while they type, and never with a modifier.
(function () {
  "use strict";
  var told = document.querySelector("[data-told]");
  if (told) { told.setAttribute("tabindex", "-1"); told.focus(); }
  document.addEventListener("submit", function (event) {
    // A second press of a button sends nothing twice.
    var form = event.target;
    if (form.dataset.sent && form.method === "post") { event.preventDefault(); }
    form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
  // A picture that could not be drawn is told in words.
  document.querySelectorAll("img[data-else]").forEach(function (picture) {
    function tell() {
      var words = document.createElement("span");
      words.textContent = picture.alt + ". " + picture.dataset.else;
      picture.replaceWith(words);
    }
    if (picture.complete && picture.naturalWidth === 0) { tell(); } else { picture.addEventListener("error", tell); }
  });
  if (document.body.dataset.keys !== "on") { return; }
  var rows = Array.prototype.slice.call(document.querySelectorAll("[data-list] tbody tr"));
  var at = -1;
  function move(by) {
    if (!rows.length) { return; }
    if (at >= 0) { rows[at].classList.remove("desk-chosen"); }
    at = Math.max(0, Math.min(rows.length - 1, at + by));
    rows[at].classList.add("desk-chosen");
    rows[at].querySelector("a").focus();
  }
  document.addEventListener("keydown", function (event) {
    var place = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey || place.isContentEditable) { return; }
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(place.tagName)) { return; }
    if (event.key === "j") { move(1); return; }
    if (event.key === "k") { move(-1); return; }
    if (!/^[a-z]$/.test(event.key)) { return; }
    var found = document.querySelector('[data-key="' + event.key + '"]');
    if (found) { event.preventDefault(); found.click(); }
  });
})();
