using System.Runtime.InteropServices;
using ConvLog.Records;

namespace ConvLog.Storage.Contract;

/// <summary>The numbers of model calls that began, that have an end, and that ended with a problem.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ModelCallCounts
{
    public long Begun;
    public long Ended;
    public long Failed;

    /// <summary>The number of calls without an end. A call whose start was dropped does not reduce it below 0.</summary>
    public readonly long Running => Math.Max(0, Begun - Ended);

    public void Count(ModelCallRecord call)
    {
        Begun += call.HasEnded ? 0 : 1;
        Ended += call.HasEnded ? 1 : 0;
        Failed += call.IsProblem ? 1 : 0;
    }

    public void Add(in ModelCallCounts other)
    {
        Begun += other.Begun;
        Ended += other.Ended;
        Failed += other.Failed;
    }

    public static ModelCallCounts Of(IReadOnlyList<ScopedRecord> logged)
    {
        ModelCallCounts counts = default;
        foreach (var record in logged)
        {
            if (record is ModelCallRecord call)
            {
                counts.Count(call);
            }
        }

        return counts;
    }
}
