// Stands before the script of every component. What a reader does while the connection is away (a laptop that wakes, a
// server that is renewed) is sent when it is back: Streamlit would drop it without a word.
const connection = () => document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState ?? "CONNECTED";
const whenConnected = (send) => (connection() === "CONNECTED" ? send() : setTimeout(whenConnected, 200, send));

