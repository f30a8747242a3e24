using System.Runtime.InteropServices;

namespace ConvLog.Storage.Payloads;

/// <summary>How much was logged, and when last.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LoggedCounts
{
    public long Entries;
    public long Warnings;
    public long Errors;

    /// <summary>The latest time; null where nothing was logged.</summary>
    public long? Latest;

    public void Count(EntryLevel level, long time)
    {
        Entries++;
        Warnings += level == EntryLevel.Warning ? 1 : 0;
        Errors += level == EntryLevel.Error ? 1 : 0;
        At(time);
    }

    public void At(long time) => Latest = Latest is { } latest && latest >= time ? latest : time;
}
