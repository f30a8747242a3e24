namespace ConvLog.Sinks;

/// <summary>
/// Whether what this thread gives to sinks came from <c>ILogger</c>: what they log is not an entry again, and the host's log, which has it already, does not
/// get it a second time.
/// </summary>
internal static class LoggerOrigin
{
    [ThreadStatic]
    private static bool t_isInside;

    /// <summary>Set while an entry that was made of a call of <c>ILogger</c> is on its way to its sinks.</summary>
    public static bool IsInside
    {
        get => t_isInside;
        set => t_isInside = value;
    }
}
