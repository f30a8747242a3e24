using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Statistics;
using ConvLog.Storage;
using ConvLog.Storage.Contract.Search;
using ConvLog.Storage.Payloads.Json;

namespace ConvLog.Sqlite.Lists;

/// <summary>Finds the last answer in each conversation of a page.</summary>
internal static class LastAnswerReading
{
    /// <summary>Completed calls of conversations. Parameter: the conversations' numbers.</summary>
    public const string Calls = """
        SELECT page.value, call.payload FROM json_each(?1) AS page CROSS JOIN call INDEXED BY call_conversation ON call.conversation = page.value
        WHERE call.outcome = 0
        """;

    /// <summary>Turns of conversations in order. Parameter: the conversations' numbers.</summary>
    public const string Turns = """
        SELECT page.value, turn.id, turn.agent_response
        FROM json_each(?1) AS page CROSS JOIN turn INDEXED BY turn_id ON turn.conversation = page.value
        ORDER BY turn.no
        """;

    public static IReadOnlyList<LastAnswer> Read(Session session, IReadOnlyList<string> conversations)
    {
        var ids = ListedNumbers.Of(session, conversations);
        string numbers = NumberList.Of(ids.Keys);
        var finder = new LastAnswerFinder();
        var calls = session[Calls].Bind(1, numbers);
        while (calls.Step())
        {
            finder.AddCall(ids[calls.Int64(0)], VisibleCall.Of(calls.Bytes(1)).TurnId);
        }

        var turns = session[Turns].Bind(1, numbers);
        while (turns.Step())
        {
            finder.AddTurn(ids[turns.Int64(0)], turns.Text(1), turns.Text(2));
        }

        return finder.Result(conversations);
    }
}
