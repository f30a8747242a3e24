using ConvLog.Sqlite.Engine;

namespace ConvLog.Sqlite.Statistics;

/// <summary>Finds conversations of a page by their IDs.</summary>
internal static class ListedNumbers
{
    private const string FindNumber = "SELECT no FROM conversation WHERE id = ?1 AND listed IS NOT NULL";

    /// <summary>The IDs of conversations by their numbers. Unknown and erased conversations are left out.</summary>
    public static Dictionary<long, string> Of(Session session, IReadOnlyList<string> conversations)
    {
        var ids = new Dictionary<long, string>();
        foreach (string id in conversations)
        {
            var row = session[FindNumber].Bind(1, id);
            if (row.Step())
            {
                ids[row.Int64(0)] = id;
            }

            row.Reset();
        }

        return ids;
    }
}
