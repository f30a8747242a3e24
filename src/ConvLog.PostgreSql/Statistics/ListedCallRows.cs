using System.Text;
using ConvLog.PostgreSql.Connections;
using ConvLog.Storage;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.PostgreSql.Statistics;

/// <summary>
/// Reads the calls of some conversations and the user input of their turns, limited to what everyone may see. One round trip locates the conversations, another
/// reads the rest.
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="examination">The calls.</param>
internal sealed class ListedCallRows(Session session, CallExamination examination)
{
    private const string Find = """
        SELECT c.id, c.conversation, c.day
        FROM #.conversation_id AS i JOIN #.conversation AS c ON c.conversation = i.conversation AND c.day = i.day
        WHERE i.id = ANY ($1) AND c.listed IS NOT NULL
        """;

    private const string Turns = "SELECT conversation, id, user_input FROM #.turn WHERE conversation = ANY ($1) AND day = ANY ($2)";

    private readonly List<CountedConversation> _found = [];
    private readonly Dictionary<long, Dictionary<string, string>> _inputs = [];

    public async ValueTask<IReadOnlyList<StoredCall>> ReadAsync(IReadOnlyList<string> conversations, CancellationToken cancellationToken)
    {
        var reads = new QueryBatch(session);
        reads.AddSilent("SET LOCAL jit = off");
        reads.AddSilent(session.PlanOnce);
        reads.Add(Find, [conversations.Select(static id => Encoding.UTF8.GetBytes(id)).ToArray()], AddConversation);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        if (_found.Count == 0)
        {
            return [];
        }

        var calls = new ExaminedCallRows(examination.Query.Kind, examination.Query.Name, examination.Series.FirstTick, examination.Series.EndTick,
            isDetailed: true, _found);
        reads.AddSilent(Session.ForceCustomPlan);
        calls.Add(reads);
        reads.Add(Turns, [_found.ConvertAll(static one => one.Number).ToArray(), _found.Select(static one => one.Day).Distinct().ToArray()], AddTurn);
        await reads.RunAsync(cancellationToken).ConfigureAwait(false);
        calls.End();
        _found.ForEach(one => one.Conversation.Calls.RemoveAll(call => !examination.Includes(call)));
        return [.. _found.SelectMany(one => StoredCalls.Of(one.Conversation, _inputs.GetValueOrDefault(one.Number, [])))];
    }

    private void AddConversation(Row row)
        => _found.Add(new CountedConversation(
            row.Int64(1), row.Int32(2), new ExaminedConversation { Id = row.Text(0), StartedAt = default }, WithEntries: false));

    private void AddTurn(Row row)
    {
        long conversation = row.Int64(0);
        (_inputs.TryGetValue(conversation, out var inputs) ? inputs : _inputs[conversation] = new(StringComparer.Ordinal))[row.Text(1)] = row.Text(2);
    }
}
