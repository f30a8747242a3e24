using System.Text;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Contract.Search;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.PostgreSql.Lists;

/// <summary>Finds the last answer in each conversation of a page: one round trip locates the conversations, another reads their calls and turns.</summary>
internal static class LastAnswerReading
{
    private const string Find = """
        SELECT c.id, c.conversation, c.day
        FROM #.conversation_id AS i JOIN #.conversation AS c ON c.conversation = i.conversation AND c.day = i.day
        WHERE i.id = ANY ($1) AND c.listed IS NOT NULL
        """;

    private const string Calls = "SELECT conversation, payload FROM #.call WHERE conversation = ANY ($1) AND day = ANY ($2) AND outcome = 0";

    private const string Turns = "SELECT conversation, id, agent_response FROM #.turn WHERE conversation = ANY ($1) AND day = ANY ($2) ORDER BY no";

    public static async ValueTask<IReadOnlyList<LastAnswer>> ReadAsync(Session session, IReadOnlyList<string> conversations,
        CancellationToken cancellationToken)
    {
        var places = new Dictionary<long, (string Id, int Day)>();
        var finding = new QueryBatch(session);
        finding.AddSilent("SET LOCAL jit = off");
        finding.AddSilent(session.PlanOnce);
        finding.Add(Find, [conversations.Select(static id => Encoding.UTF8.GetBytes(id)).ToArray()],
            row => places[row.Int64(1)] = (row.Text(0), row.Int32(2)));
        await finding.RunAsync(cancellationToken).ConfigureAwait(false);

        var finder = new LastAnswerFinder();
        if (places.Count > 0)
        {
            object?[] all = [places.Keys.ToArray(), places.Values.Select(static place => place.Day).Distinct().ToArray()];
            var reads = new QueryBatch(session);
            reads.AddSilent(Session.ForceCustomPlan);
            reads.Add(Calls, all, row => finder.AddCall(places[row.Int64(0)].Id, VisibleCall.Of(row.Bytes(1)).TurnId));
            reads.Add(Turns, all, row => finder.AddTurn(places[row.Int64(0)].Id, row.Text(1), row.Text(2)));
            await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        return finder.Result(conversations);
    }
}
