using System.Globalization;
using ConvLog.PostgreSql.Connections;

namespace ConvLog.PostgreSql.Lists;

/// <content>The statuses of API responses.</content>
internal sealed partial class ListFilter
{
    // A JSON string in the form that encode() returns: backslashes are doubled, bytes above 127 are octal.
    private const string EncodedText = """
        "([^"\\]|\\\\(\\\\|[^\\])|\\[0-7]{3})*"
        """;

    // Evaluated for each conversation, as for turns: the planner may turn EXISTS into a join that reads all responses.
    private static string HasResponse(int status, SqlArguments arguments)
        => $"(SELECT true FROM #.fact AS f WHERE f.conversation = c.conversation AND f.day = c.day{arguments.Within("f")} AND {IsResponse(status)} LIMIT 1)";

    // Whether a response of the call has the status. OFFSET 0 keeps the planner from turning the subquery into a join.
    private static string IsAnswered(int status, SqlArguments arguments) => $"""
        EXISTS (SELECT 1 FROM #.scope AS answered JOIN #.fact AS f
            ON f.conversation = answered.conversation AND f.day = answered.day AND f.scope = answered.no{arguments.Within("f")}
        WHERE answered.conversation = call.conversation AND answered.day = call.day AND answered.call_id = call.id{arguments.Within("answered")} AND {IsResponse(status)} OFFSET 0)
        """;

    // Personal facts have numbers below 1, so they are not read. Only the beginning of the payload is matched, because text from the host follows the status,
    // see FactPayload. Read as bytes, so that a damaged payload raises no error.
    private static string IsResponse(int status) => string.Create(CultureInfo.InvariantCulture,
        $"f.no > 0 AND f.kind = 0 AND encode(f.payload, 'escape') ~ '^\\{{\"method\":{EncodedText},\"url\":{EncodedText},\"status\":{status},'");
}
