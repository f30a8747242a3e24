using System.Text.Json;
using ConvLog.AspNetCore.Api.Parameters;

namespace ConvLog.Mcp.Tools;

/// <summary>Reads all statistics of a period, or one of them.</summary>
internal sealed class StatisticsTool(ToolReader reader) : ReadTool(
    "get_statistics",
    "Get statistics",
    "Statistics by day and in total: conversations, users, tokens, cost, response time and its stages, interruptions, ratings, errors; by function, model and "
        + "variant; scores and labels. Without personal data. Ask for one figure where that is enough: the whole is long.",
    [new TextValue(Figure, $"Only this one; default all. {reader.Statistic.Parameters[0].Description}"), .. reader.Statistics.Parameters])
{
    private const string Figure = "figure";

    protected override async ValueTask<string> ReadAsync(Dictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        var route = reader.Statistics;
        if (arguments.Remove(Figure, out var figure))
        {
            route = reader.Statistic;
            arguments[route.Parameters[0].Name] = figure;
        }

        return DataBlock.Of(await reader.ReadAsync(route, arguments, cancellationToken).ConfigureAwait(false));
    }
}
