using ConvLog.Records;

namespace ConvLog.Storage.Records;

/// <summary>Whether entries of a function call were dropped or truncated, as stored in the column <c>losses</c>.</summary>
internal static class CallLosses
{
    public const long None = 0;

    /// <summary>Only personal entries.</summary>
    public const long Personal = 1;

    /// <summary>Also entries that are visible to all readers.</summary>
    public const long Visible = 2;

    public static long Of(FunctionEventRecord call) => !call.VisibleLosses.IsEmpty ? Visible : call.Losses.IsEmpty ? None : Personal;
}
