// A chosen file is read in the browser and sent once, as base64, cut one byte above what is allowed.
export default function ({ parentElement, setTriggerValue, data }) {
  const field = parentElement.querySelector("input");
  field.onchange = async () => {
    const file = field.files[0];
    if (!file) return;
    const bytes = new Uint8Array(await file.slice(0, data.largest + 1).arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    const sent = btoa(text);
    whenConnected(() => setTriggerValue("file", sent));
    field.value = "";
  };
}
