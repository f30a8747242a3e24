namespace ConvLog.Records;

/// <summary>Whether entries of a function call were dropped or truncated, as the column <c>losses</c> of its row has it.</summary>
internal static class CallLosses
{
    public const long None = 0;

    /// <summary>Only of personal entries.</summary>
    public const long Personal = 1;

    /// <summary>Also of entries that everyone may know of.</summary>
    public const long Visible = 2;

    public static long Of(FunctionEventRecord call) => !call.VisibleLosses.IsEmpty ? Visible : call.Losses.IsEmpty ? None : Personal;
}
