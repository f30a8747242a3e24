using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConvLog.AspNetCore.Api;

namespace ConvLog.Mcp.Tools;

/// <summary>Lists the problems of a period: their number by kind, function and message, and their conversations.</summary>
internal sealed class ProblemsTool(ToolReader reader) : ReadTool(
    "list_problems",
    "List problems",
    "What went wrong since a time, default 7 days ago: conversations with problems by kind, the functions that failed, the most frequent error messages, and "
        + "the newest conversations with a problem. Read one of them with get_conversation.",
    ParametersOf(reader))
{
    private const string From = "from";

    private static readonly TimeSpan s_missing = TimeSpan.FromDays(7);
    private static readonly string[] s_statistics = ["problems", "functions", "error_messages"];

    protected override async ValueTask<string> ReadAsync(Dictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        arguments.TryAdd(From, Element((reader.Now - s_missing).ToString("O", CultureInfo.InvariantCulture)));
        var answer = new JsonObject { [From] = arguments[From].ToString() };
        foreach (string name in s_statistics)
        {
            answer[name] = await StatisticAsync(name, arguments, cancellationToken).ConfigureAwait(false);
        }

        OnlyFailed(answer["functions"]!.AsArray());
        arguments["has_problem"] = Element("true");
        var page = JsonNode.Parse(await reader.ReadAsync(reader.List, arguments, cancellationToken).ConfigureAwait(false))!.AsObject();
        foreach (string name in new[] { "conversations", "next_cursor" })
        {
            answer[name] = page[name]?.DeepClone();
        }

        return DataBlock.Of(answer.ToJsonString(ToolJson.Options));
    }

    private static IEnumerable<ApiParameter> ParametersOf(ToolReader reader)
        => reader.List.Parameters.Where(static parameter
            => parameter.Name is From or "to" or "agent" or "environment" or "channel" or "problem" or "limit" or "cursor");

    private async ValueTask<JsonNode?> StatisticAsync(string name, Dictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        var route = reader.Statistic;
        var asked = new Dictionary<string, JsonElement>(arguments, StringComparer.Ordinal) { [route.Parameters[0].Name] = Element(name) };
        return JsonNode.Parse(await reader.ReadAsync(route, asked, cancellationToken).ConfigureAwait(false))![name]?.DeepClone();
    }

    private static void OnlyFailed(JsonArray functions)
    {
        for (int i = functions.Count - 1; i >= 0; i--)
        {
            if (functions[i]!["failed"]!.GetValue<long>() == 0)
            {
                functions.RemoveAt(i);
            }
        }
    }

    private static JsonElement Element(string text) => JsonSerializer.SerializeToElement(text, ToolJson.Options);
}
