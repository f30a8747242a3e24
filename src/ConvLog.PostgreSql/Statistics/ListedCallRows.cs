using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Reads the calls of some conversations and the user input of their turns, as everyone may see them. One round trip locates the conversations, another reads
/// the rest.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="examination">The calls.</param>
internal sealed class ListedCallRows(Session session, CallExamination examination)
{
    private const string Turns = "SELECT conversation, id, user_input FROM #.turn WHERE conversation = ANY ($1) AND day = ANY ($2)";

    private readonly Dictionary<long, Dictionary<string, string>> _inputs = [];

    public async ValueTask<IReadOnlyList<StoredCall>> ReadAsync(IReadOnlyList<string> conversations, CancellationToken cancellationToken)
    {
        var places = await ListedPlaces.FindAsync(session, conversations, cancellationToken).ConfigureAwait(false);
        if (places.Count == 0)
        {
            return [];
        }

        List<CountedConversation> found = [.. places.Values.Select(static place => new CountedConversation(
            place.Number, place.Day, new ExaminedConversation { Id = place.Id, StartedAt = default }, WithEntries: false))];
        var calls = new ExaminedCallRows(examination.Query.Kind, examination.Query.Name, examination.Series.FirstTick, examination.Series.EndTick,
            isDetailed: true, found);
        var reads = new QueryBatch(session);
        reads.AddSilent(Session.ForceCustomPlan);
        calls.Add(reads);
        reads.Add(Turns, ListedPlaces.ParametersOf(places.Values), AddTurn);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        calls.End();
        found.ForEach(one => one.Conversation.Calls.RemoveAll(call => !examination.Includes(call)));
        return [.. found.SelectMany(one => StoredCalls.Of(one.Conversation, _inputs.GetValueOrDefault(one.Number, [])))];
    }

    private void AddTurn(Row row)
    {
        long conversation = row.Int64(0);
        (_inputs.TryGetValue(conversation, out var inputs) ? inputs : _inputs[conversation] = new(StringComparer.Ordinal))[row.Text(1)] = row.Text(2);
    }
}
