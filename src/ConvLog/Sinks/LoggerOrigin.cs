namespace ConvLog.Sinks;

/// <summary>
/// Whether the records that this thread passes to sinks came from <c>ILogger</c>: what the sinks log then does not become another entry, and is not written
/// to the host's log a second time.
/// </summary>
internal static class LoggerOrigin
{
    [ThreadStatic]
    private static bool t_isInside;

    /// <summary>True while an entry from <c>ILogger</c> is passed to the sinks.</summary>
    public static bool IsInside
    {
        get => t_isInside;
        set => t_isInside = value;
    }
}
