// Sends what was read aloud, and tells how far it has come; fetch cannot tell that of an upload.
export function send(address, fields, onProgress) {
  const form = new FormData();
  for (const [name, value, file] of fields) {
    if (file) form.append(name, value, file);
    else form.append(name, value);
  }
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress(loaded / total));
    request.addEventListener("error", () => reject(new Error("it did not arrive")));
    request.addEventListener("load", () => {
      try {
        const { faults } = JSON.parse(request.responseText);
        resolve({ isKept: request.status === 200, isSignedOut: request.status === 401, faults });
      } catch {
        reject(new Error("this is no answer to it"));
      }
    });
    request.open("POST", address);
    request.setRequestHeader("Accept", "application/json");
    request.send(form);
  });
}

// Whoever signed in anew, in another window, has another token; any form of the page has it, where there is
// nothing more to record, too. Nothing where nobody did.
export async function tokenOf(page) {
  const answer = await fetch(page);
  const read = new DOMParser().parseFromString(await answer.text(), "text/html");
  return read.querySelector("input[name=csrf]")?.value || undefined;
}
