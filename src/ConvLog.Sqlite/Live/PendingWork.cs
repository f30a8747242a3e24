using System.Runtime.InteropServices;
using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Live;

/// <summary>Unfinished background work that a reader could notice.</summary>
/// <param name="Arrival">The last arrival that lists do not show yet; 0 for none.</param>
/// <param name="Indexed">The last number on the work list of the text index; 0 for none, and for a reader that does not search.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PendingWork(long Arrival, long Indexed)
{
    private const string LastToIndex = "SELECT max(no) FROM to_index";
    private const string FirstToIndex = "SELECT min(no) FROM to_index";

    public bool IsEmpty => Arrival == 0 && Indexed == 0;

    /// <param name="session">The connection.</param>
    /// <param name="withPii">Whether the reader may see personal data.</param>
    /// <param name="searches">Whether the reader searches for a text.</param>
    public static PendingWork Of(Session session, bool withPii, bool searches)
        => new(DueArrivals.LastDue(session, withPii), searches ? session[LastToIndex].Scalar() ?? 0 : 0);

    /// <summary>Whether the work is finished.</summary>
    public bool IsDone(Session session)
        => DueArrivals.LastDone(session) >= Arrival && (Indexed == 0 || session[FirstToIndex].Scalar() is not { } first || first > Indexed);
}
