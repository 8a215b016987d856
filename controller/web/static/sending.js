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
        resolve({ isKept: request.status === 200, faults: JSON.parse(request.responseText).faults });
      } catch {
        reject(new Error("this is no answer to it"));
      }
    });
    request.open("POST", address);
    request.send(form);
  });
}
