using System.Runtime.InteropServices;
using ConvLog.Records;

namespace ConvLog.Storage.Payloads;

/// <summary>How much was logged, and when last.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LoggedCounts
{
    public long Entries;
    public long Warnings;
    public long Errors;

    /// <summary>API responses that are problems, see <see cref="ProblemKinds.Api"/>.</summary>
    public long FailedResponses;

    /// <summary>The latest time; null where nothing was logged.</summary>
    public long? Latest;

    public void Count(EntryLevel level, long time)
    {
        Entries++;
        Warnings += level == EntryLevel.Warning ? 1 : 0;
        Errors += level == EntryLevel.Error ? 1 : 0;
        At(time);
    }

    public void CountFact(bool isFailedResponse, long time)
    {
        FailedResponses += isFailedResponse ? 1 : 0;
        At(time);
    }

    public void Add(in LoggedCounts other)
    {
        Entries += other.Entries;
        Warnings += other.Warnings;
        Errors += other.Errors;
        FailedResponses += other.FailedResponses;
        if (other.Latest is { } latest)
        {
            At(latest);
        }
    }

    public void At(long time) => Latest = Latest is { } latest && latest >= time ? latest : time;
}
