using System.Runtime.InteropServices;
using ConvLog.Records;
using ConvLog.Storage.Contract;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>Counts of logged records, and the time of the latest one.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct LoggedCounts
{
    public long Entries;
    public long Warnings;
    public long Errors;

    /// <summary>API responses that are problems, see <see cref="ProblemKinds.Api"/>.</summary>
    public long FailedResponses;

    /// <summary>Model calls.</summary>
    public ModelCallCounts ModelCalls;

    /// <summary>The latest time; null if there are no records.</summary>
    public long? Latest;

    public void Count(EntryLevel level, long time)
    {
        Entries++;
        Warnings += level == EntryLevel.Warning ? 1 : 0;
        Errors += level == EntryLevel.Error ? 1 : 0;
        At(time);
    }

    /// <summary>Counts a fact. Messages are not counted: they are not a part of the log and are written when their call ends.</summary>
    public void Count(FactRecord fact)
    {
        if (fact is ModelMessageRecord)
        {
            return;
        }

        FailedResponses += fact is ApiResponseRecord { IsProblem: true } ? 1 : 0;
        if (fact is ModelCallRecord call)
        {
            ModelCalls.Count(call);
        }

        At(fact.Timestamp.UtcTicks);
    }

    public void Add(in LoggedCounts other)
    {
        Entries += other.Entries;
        Warnings += other.Warnings;
        Errors += other.Errors;
        FailedResponses += other.FailedResponses;
        ModelCalls.Add(other.ModelCalls);
        if (other.Latest is { } latest)
        {
            At(latest);
        }
    }

    public void At(long time) => Latest = Latest is { } latest && latest >= time ? latest : time;
}
