using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.Serialization;

namespace ConvLog.Mcp.Tools;

/// <summary>Reads one conversation with its problems; a long one in parts.</summary>
internal sealed class ConversationTool(ToolReader reader) : ReadTool(
    "get_conversation",
    "Get a conversation",
    "One conversation: first its problems in order of time, then each turn with what was said, model calls, function events with arguments and results, log "
        + "entries and API responses. A long conversation comes in parts: the note at the end says how to get the next.",
    [
        new TextValue(Id, "The conversation ID.", Longest: 1_024) { IsRequired = true },
        new IntegerValue(FirstTurn, "The number of the first turn to return; default 1.", 1, int.MaxValue),
    ])
{
    private const string Id = "id";
    private const string FirstTurn = "first_turn";

    // About 25,000 tokens.
    private const int LongestPart = 100_000;

    protected override async ValueTask<string> ReadAsync(Dictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        string id = ToolReader.TextOf(Id, arguments[Id]);
        var found = await reader.ReadAsync(id, cancellationToken).ConfigureAwait(false) ?? throw ApiProblemException.NotFound("conversation");
        int first = arguments.TryGetValue(FirstTurn, out var given) ? TurnOf(given, found.Turns.Count) : 1;
        var conversation = ToolJson.Of(writer => ViewJson.Write(writer, found));
        int last = KeepPart(conversation["turns"]!.AsArray(), first);
        var answer = new JsonObject { ["problems"] = new JsonArray([.. ConversationProblem.Of(found).Select(ToNode)]), ["conversation"] = conversation };
        return DataBlock.Of(answer.ToJsonString(ToolJson.Options), NoteOn(first, last, found.Turns.Count));
    }

    private static string? NoteOn(int first, int last, int count)
    {
        if (first == 1 && last == count)
        {
            return null;
        }

        string part = string.Create(CultureInfo.InvariantCulture, $"Turns {first} to {last} of {count}.");
        return last == count ? part : string.Create(CultureInfo.InvariantCulture, $"{part} Call get_conversation with {FirstTurn}={last + 1} for the next.");
    }

    private static int TurnOf(JsonElement given, int count)
        => given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out int turn) && turn >= 1 && turn <= Math.Max(count, 1) ? turn
            : throw ApiProblemException.Invalid(FirstTurn,
                string.Create(CultureInfo.InvariantCulture, $"{FirstTurn} must be an integer from 1 to {Math.Max(count, 1)}, the number of turns."));

    // Keeps as many turns from the first one on as fit, but at least one. Returns the number of the last one.
    private static int KeepPart(JsonArray turns, int first)
    {
        for (int i = 1; i < first; i++)
        {
            turns.RemoveAt(0);
        }

        int kept = 0;
        for (int length = 0; kept < turns.Count; kept++)
        {
            length += turns[kept]!.ToJsonString(ToolJson.Options).Length;
            if (kept > 0 && length > LongestPart)
            {
                break;
            }
        }

        while (turns.Count > kept)
        {
            turns.RemoveAt(turns.Count - 1);
        }

        return first + kept - 1;
    }

    private static JsonObject ToNode(ConversationProblem problem) => new()
    {
        ["turn"] = problem.Turn,
        ["kind"] = problem.Kind,
        ["id"] = problem.Id,
        ["at"] = problem.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["description"] = problem.Description,
    };
}
