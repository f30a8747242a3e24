using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage;
using ConvLog.Storage.Contract.Search;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.PostgreSql.Lists;

/// <summary>Finds the last answer in each conversation of a page: one round trip locates the conversations, another reads their calls and turns.</summary>
internal static class LastAnswerReading
{
    private const string Calls = "SELECT conversation, payload FROM #.call WHERE conversation = ANY ($1) AND day = ANY ($2) AND outcome = 0";

    private const string Turns = "SELECT conversation, id, agent_response FROM #.turn WHERE conversation = ANY ($1) AND day = ANY ($2) ORDER BY no";

    public static async ValueTask<IReadOnlyList<LastAnswer>> ReadAsync(Session session, IReadOnlyList<string> conversations,
        CancellationToken cancellationToken)
    {
        var places = await ListedPlaces.FindAsync(session, conversations, cancellationToken).ConfigureAwait(false);
        var finder = new LastAnswerFinder();
        if (places.Count > 0)
        {
            object?[] all = ListedPlaces.ParametersOf(places.Values);
            var reads = new QueryBatch(session);
            reads.AddSilent(Session.ForceCustomPlan);
            reads.Add(Calls, all, row => finder.AddCall(places[row.Int64(0)].Id, VisibleCall.Of(row.Bytes(1)).TurnId));
            reads.Add(Turns, all, row => finder.AddTurn(places[row.Int64(0)].Id, row.Text(1), row.Text(2)));
            await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        }

        return finder.Result(conversations);
    }
}
