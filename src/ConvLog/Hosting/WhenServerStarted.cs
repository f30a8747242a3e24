namespace ConvLog.Hosting;

/// <summary>
/// Runs an action once the host's server has started. Registered by packages with a server. Background work that reads or writes a store waits for it: a tool
/// that builds and starts the host only to inspect its endpoints must not create a store.
/// </summary>
/// <param name="action">The action; run immediately if the server has already started.</param>
internal delegate void WhenServerStarted(Action action);
