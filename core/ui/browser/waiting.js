// A page that does not come says why, in words, and what the network must allow. It needs nothing of Streamlit, and is
// not heard of again once the page is there.
const LONGEST = 10000; // milliseconds without a connection
const WATCHED = 5000; // milliseconds in which a part of a page that came can still fail
const came = () => document.querySelector(".page-footer, .plainbox, .half-page");
const connection = () => document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState; // none: not started
const hindered = () => document.querySelector(".stException");
const box = document.getElementById("venter");
const begun = performance.now();

const answers = async () => {
  try {
    return (await fetch(box.dataset.health, { cache: "no-store", signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
};

let arrived;
const look = async () => {
  if (hindered()) {
    box.dataset.why = "script";
    document.body.append(box);
  } else if (came()) {
    box.remove();
    arrived ??= performance.now();
    if (performance.now() - arrived > WATCHED) return;
  } else if (!connection() || connection() === "CONNECTED") delete box.dataset.why; // only slow
  else if (performance.now() - begun > LONGEST) box.dataset.why = (await answers()) ? "forbindelse" : "server";
  setTimeout(look, 500);
};
document.getElementById("venter-stream").textContent = new URL(box.dataset.stream, location.href).href.replace(/^http/, "ws");
const group = new URLSearchParams(location.search).get("gruppe");
if (group) document.getElementById("venter-svar").search = new URLSearchParams({ gruppe: group });
look();
