using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Keys;
using ConvLog.Sqlite.Lists;
using ConvLog.Sqlite.Live;

namespace ConvLog.Sqlite.Summaries;

/// <summary>
/// What a list shows of one conversation, including changes that its row does not contain yet, so that no reader of a conversation waits for them.
/// </summary>
internal static class CurrentSummary
{
    private const string FindNumber = "SELECT no FROM conversation WHERE id = ?1";

    /// <summary>The conversation; null if none with this id has an opening.</summary>
    public static StoredSummary? Read(Session session, string conversationId, PersonalReading personal)
    {
        var summary = ListReading.Summary(session, conversationId, personal);
        if (summary is null || DueArrivals.LastDue(session, withPii: true) == 0
            || session[FindNumber].Bind(1, conversationId).Scalar() is not { } number || SummaryColumns.Read(session, number) is not { } columns)
        {
            return summary;
        }

        CurrentCounts.Add(session, number, columns, withPersonal: personal.Includes(PersonalData.Places));
        return columns.ShowIn(summary);
    }
}
