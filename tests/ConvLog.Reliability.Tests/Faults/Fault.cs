namespace ConvLog.Reliability.Tests.Faults;

/// <summary>The current fault of SQLite in this process: at the n-th opportunity after it was set, once or from then on.</summary>
internal static class Fault
{
    private static readonly Lock s_gate = new();
    private static FaultKind s_kind;
    private static bool s_forGood;
    private static long s_left = long.MaxValue;
    private static bool s_hasOccurred;

    /// <summary>Sets the fault.</summary>
    /// <param name="kind">The kind of operation that fails.</param>
    /// <param name="number">The number of the opportunity, starting at 1.</param>
    /// <param name="forGood">Whether all later opportunities fail as well.</param>
    public static void Set(FaultKind kind, int number, bool forGood)
    {
        lock (s_gate)
        {
            (s_kind, s_left, s_forGood, s_hasOccurred) = (kind, number, forGood, false);
        }
    }

    /// <summary>Removes the fault.</summary>
    /// <returns>Whether the opportunity was reached, so that an operation failed.</returns>
    public static bool Clear()
    {
        lock (s_gate)
        {
            s_left = long.MaxValue;
            return s_hasOccurred;
        }
    }

    /// <summary>Called at each opportunity.</summary>
    public static bool Occurs(FaultKind kind)
    {
        lock (s_gate)
        {
            if (s_left == long.MaxValue || kind != s_kind || --s_left > 0)
            {
                return false;
            }

            s_hasOccurred = true;
            s_left = s_forGood ? 1 : long.MaxValue;
            return true;
        }
    }
}
