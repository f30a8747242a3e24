using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Lists;

/// <summary>The functions by which a list is filtered: the names for which <see cref="ConversationQuery.IsFunction"/> is true.</summary>
internal static class CalledFunctions
{
    // From name to name along the index, however many calls each has. A name is passed as the number of one of its calls, because JSON would end it at a zero.
    private const string DistinctNames = """
        WITH RECURSIVE known (no) AS (
            SELECT (SELECT no FROM call INDEXED BY call_name WHERE leads = 1 AND name >= '' ORDER BY name LIMIT 1)
            UNION ALL
            SELECT (SELECT no FROM call INDEXED BY call_name
                    WHERE leads = 1 AND name > (SELECT met.name FROM call AS met WHERE met.no = known.no) ORDER BY name LIMIT 1)
            FROM known WHERE known.no IS NOT NULL)
        SELECT call.no, call.name FROM known CROSS JOIN call ON call.no = known.no
        """;

    /// <summary>One call of each requested function, see <see cref="NumberList"/>; null if no function is requested.</summary>
    public static string? Find(Session session, ConversationQuery query)
    {
        if (!query.HasFunctionFilter)
        {
            return null;
        }

        var found = new List<long>();
        var rows = session[DistinctNames];
        while (rows.Step())
        {
            if (query.IsFunction(rows.Text(1)))
            {
                found.Add(rows.Int64(0));
            }
        }

        return NumberList.Of(found);
    }

    /// <summary>The condition that a name is one of these.</summary>
    /// <param name="name">The name.</param>
    /// <param name="calls">The parameter with the numbers of their calls.</param>
    public static string IsNamed(string name, string calls)
        => $"{name} IN (SELECT named.name FROM json_each({calls}) AS one CROSS JOIN call AS named ON named.no = one.value)";
}
