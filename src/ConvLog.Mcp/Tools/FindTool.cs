using System.Text.Json;
using ConvLog.AspNetCore.Api;

namespace ConvLog.Mcp.Tools;

/// <summary>Finds conversations by all filters of the Conversations API.</summary>
internal sealed class FindTool(ToolReader reader) : ReadTool(
    "find_conversations",
    "Find conversations",
    "Lists conversations, newest first by default: who, when, how long, what went wrong. All given filters must match. Use q to search for words.",
    reader.List.Parameters.Select(Described))
{
    protected override async ValueTask<string> ReadAsync(Dictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
        => DataBlock.Of(await reader.ReadAsync(reader.List, arguments, cancellationToken).ConfigureAwait(false));

    // Without options that only the API supports.
    private static ApiParameter Described(ApiParameter parameter) => parameter.Name switch
    {
        "user" => parameter with { Description = "Only the user with this pseudonym." },
        "q" => parameter with { Description = "Only with a message or entry that contains these words. Without from, the last 7 days are searched." },
        _ => parameter,
    };
}
