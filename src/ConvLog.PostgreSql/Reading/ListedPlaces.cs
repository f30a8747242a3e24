using System.Text;
using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Reading;

/// <summary>Locates the conversations of a page, so that each table can then be read by their numbers and days.</summary>
internal static class ListedPlaces
{
    private const string Find = """
        SELECT c.id, c.conversation, c.day, c.v_failed_responses > 0
        FROM #.conversation_id AS i JOIN #.conversation AS c ON c.conversation = i.conversation AND c.day = i.day
        WHERE i.id = ANY ($1) AND c.listed IS NOT NULL
        """;

    /// <summary>The places by number, in one round trip. Unknown and erased conversations are left out.</summary>
    public static async ValueTask<Dictionary<long, ListedPlace>> FindAsync(Session session, IReadOnlyList<string> conversations,
        CancellationToken cancellationToken)
    {
        var places = new Dictionary<long, ListedPlace>();
        var reads = new QueryBatch(session);
        reads.AddSilent("SET LOCAL jit = off");
        reads.AddSilent(session.PlanOnce);
        reads.Add(Find, [conversations.Select(static id => Encoding.UTF8.GetBytes(id)).ToArray()],
            row => places[row.Int64(1)] = new ListedPlace(row.Int64(1), row.Text(0), row.Int32(2), row.Flag(3)));
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        return places;
    }

    /// <summary>The parameters of a statement that reads rows of conversations: their numbers and days.</summary>
    public static object?[] ParametersOf(IEnumerable<ListedPlace> places)
    {
        var known = places.ToList();
        return [known.ConvertAll(static place => place.Number).ToArray(), known.Select(static place => place.Day).Distinct().ToArray()];
    }
}
