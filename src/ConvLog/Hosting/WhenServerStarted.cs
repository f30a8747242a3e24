namespace ConvLog.Hosting;

/// <summary>
/// Does something when the host's server has started. Registered by packages with a server. What reads or writes a store by itself waits for that: a tool that
/// builds and starts the host only to look at its endpoints must not make a store.
/// </summary>
/// <param name="action">What to do; at once where the server has started.</param>
internal delegate void WhenServerStarted(Action action);
