using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Contract.Problems;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.PostgreSql.Lists;

/// <summary>
/// Finds the first problem of each conversation on a page. One round trip locates the conversations, another reads the first error, failed API response,
/// calls and failed turns of each. Each table is read separately, because planning a join of so many partitions takes longer than reading.
/// </summary>
/// <param name="places">The conversations.</param>
internal sealed class FirstProblemReading(Dictionary<long, ListedPlace> places)
{
    private const string Calls = """
        SELECT conversation, id, name, started, duration, outcome, error_type FROM #.call WHERE conversation = ANY ($1) AND day = ANY ($2)
        """;

    private const string Scopes = "SELECT conversation, no, call_id FROM #.scope WHERE conversation = ANY ($1) AND day = ANY ($2) AND call_id IS NOT NULL";

    private const string Errors = """
        SELECT DISTINCT ON (conversation) conversation, time, content, scope FROM #.entry
        WHERE conversation = ANY ($1) AND day = ANY ($2) AND kind = 2 ORDER BY conversation, no
        """;

    private const string Responses = """
        SELECT conversation, id, time, payload, scope FROM #.fact
        WHERE conversation = ANY ($1) AND day = ANY ($2) AND no > 0 AND kind = 0 ORDER BY conversation, writer, sequence, no
        """;

    private const string ModelCalls = """
        SELECT conversation, model, started, duration, outcome FROM #.model_call
        WHERE conversation = ANY ($1) AND day = ANY ($2) AND coalesce(outcome, 1) NOT IN (0, 3)
        """;

    private const string Turns = "SELECT conversation, started, ended, error_type FROM #.turn WHERE conversation = ANY ($1) AND day = ANY ($2) AND failed";

    private readonly FirstProblemFinder _finder = new();
    private readonly Dictionary<(long Conversation, long Scope), string> _calls = [];
    private readonly HashSet<long> _responded = [];

    public static async ValueTask<IReadOnlyList<FirstProblem>> ReadAsync(Session session, IReadOnlyList<string> conversations,
        CancellationToken cancellationToken)
    {
        var reading = new FirstProblemReading(await ListedPlaces.FindAsync(session, conversations, cancellationToken).ConfigureAwait(false));
        await reading.ReadAsync(session, cancellationToken).ConfigureAwait(false);
        return reading._finder.Result(conversations);
    }

    private async ValueTask ReadAsync(Session session, CancellationToken cancellationToken)
    {
        if (places.Count == 0)
        {
            return;
        }

        object?[] all = ListedPlaces.ParametersOf(places.Values);
        var reads = new QueryBatch(session);
        reads.AddSilent(Session.ForceCustomPlan);
        reads.Add(Calls, all, AddCall);
        reads.Add(Scopes, all, row => _calls[(row.Int64(0), row.Int64(1))] = row.Text(2));
        reads.Add(Errors, all, row => _finder.AddEntry(IdOf(row), row.Int64(1), row.Text(2), CallOf(row, 3)));
        reads.Add(Responses, ListedPlaces.ParametersOf(places.Values.Where(static place => place.HasFailedResponse)), AddResponse);
        reads.Add(ModelCalls, all, row => _finder.AddModelCall(IdOf(row), row.Text(1), row.Int64(2), row.OptionalInt64(3),
            (FunctionOutcome?)row.OptionalInt64(4)));
        reads.Add(Turns, all, row => _finder.AddTurn(IdOf(row), row.Int64(1), row.OptionalInt64(2), row.OptionalText(3)));
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
    }

    private string IdOf(Row row) => places[row.Int64(0)].Id;

    private string? CallOf(Row row, int scope) => _calls.GetValueOrDefault((row.Int64(0), row.Int64(scope)));

    private void AddCall(Row row) => _finder.AddCall(IdOf(row), row.Text(1), row.Text(2), row.Int64(3), row.OptionalInt64(4),
        (FunctionOutcome?)row.OptionalInt64(5), row.OptionalText(6));

    // Responses arrive in order; the first problem of each conversation is kept.
    private void AddResponse(Row row)
    {
        if (!_responded.Contains(row.Int64(0))
            && VisibleFact.Read(0, row.Guid(1), CallOf(row, 4), row.Time(2), row.Bytes(3)) is ApiResponseRecord { IsProblem: true } response)
        {
            _responded.Add(row.Int64(0));
            _finder.AddResponse(IdOf(row), response.Timestamp.UtcTicks, response.StatusCode, EndpointName.Of(response.Method, response.Url),
                response.FunctionEventId);
        }
    }
}
