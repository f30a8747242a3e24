using ConvLog.Sqlite.Engine;
using ConvLog.Storage;
using ConvLog.Storage.Statistics.Calls;

namespace ConvLog.Sqlite.Statistics;

/// <summary>Reads the calls of some conversations and the user input of their turns, as everyone may see them.</summary>
/// <param name="session">The connection.</param>
/// <param name="examination">The calls.</param>
internal sealed class ListedCallRows(Session session, CallExamination examination)
{
    private const string FindTurns = $"SELECT no, turn_id FROM scope WHERE {ScopeNumber.OfConversation} AND turn_id IS NOT NULL";
    private const string FindInput = "SELECT user_input FROM turn INDEXED BY turn_id WHERE conversation = ?1 AND id = ?2";

    private readonly ExaminedCallRows _rows = new(
        session, examination.Query.Kind, examination.Query.Name, examination.Series.FirstTick, examination.Series.EndTick, isDetailed: true);

    public IReadOnlyList<StoredCall> Read(IReadOnlyList<string> conversations)
        => [.. ListedNumbers.Of(session, conversations).SelectMany(found => CallsOf(found.Value, found.Key))];

    private IEnumerable<StoredCall> CallsOf(string id, long number)
    {
        var conversation = new ExaminedConversation { Id = id, StartedAt = default };
        conversation.Calls.AddRange(_rows.CallsOf(number, TurnsOf(number)).Where(call => examination.Includes(call)));
        if (conversation.Calls.Count == 0)
        {
            return [];
        }

        _rows.AddLog(conversation, number, withEntries: false);
        return StoredCalls.Of(conversation, InputsOf(number, conversation.Calls));
    }

    // Function calls name their turns themselves.
    private Dictionary<long, string>? TurnsOf(long conversation)
    {
        if (examination.Query.Kind == CallTargetKind.Function)
        {
            return null;
        }

        var turns = new Dictionary<long, string>();
        var rows = session[FindTurns].Bind(1, conversation);
        while (rows.Step())
        {
            turns[rows.Int64(0)] = rows.Text(1);
        }

        return turns;
    }

    private Dictionary<string, string> InputsOf(long conversation, List<ExaminedCall> calls)
    {
        var inputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string turn in calls.Select(static call => call.TurnId).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var row = session[FindInput].Bind(1, conversation).Bind(2, turn);
            if (row.Step())
            {
                inputs[turn] = row.Text(0);
            }

            row.Reset();
        }

        return inputs;
    }
}
