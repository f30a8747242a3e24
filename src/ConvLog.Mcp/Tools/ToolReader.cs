using System.Globalization;
using System.Text;
using System.Text.Json;
using ConvLog.AspNetCore;
using ConvLog.AspNetCore.Access;
using ConvLog.AspNetCore.Api;
using ConvLog.AspNetCore.Api.Groups;
using ConvLog.Privacy;
using ConvLog.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace ConvLog.Mcp.Tools;

/// <summary>Reads data for tools as one reader, through the routes of the Conversations API, without a server.</summary>
/// <param name="services">The host's services.</param>
/// <param name="reader">The reader.</param>
internal sealed class ToolReader(IServiceProvider services, Reader reader)
{
    private readonly Visitor _visitor = new(
        VisitorKind.Key, reader, ConvLogPermissions.Read | (reader.CanReadPii ? ConvLogPermissions.ReadPii : ConvLogPermissions.None));

    private readonly ConversationReader _conversations = services.GetRequiredService<ConversationReader>();
    private readonly TimeProvider _time = services.GetService<TimeProvider>() ?? TimeProvider.System;

    public DateTimeOffset Now => _time.GetUtcNow();

    public ApiRoute List => Route(new ConversationRoutes(_conversations), "listConversations");

    public ApiRoute Statistics => Route(new StatisticsRoutes(_conversations, _time), "getStatistics");

    public ApiRoute Statistic => Route(new StatisticsRoutes(_conversations, _time), "getStatistic");

    /// <summary>Reads one conversation; null if there is none with this ID.</summary>
    public ValueTask<ConversationView?> ReadAsync(string conversationId, CancellationToken cancellationToken)
        => _conversations.GetAsync(reader, conversationId, cancellationToken: cancellationToken);

    /// <summary>Returns the response of a route.</summary>
    /// <param name="route">The route.</param>
    /// <param name="arguments">The parameters of its query and path.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="ApiProblemException">An argument is not valid, or the requested item does not exist.</exception>
    public async ValueTask<string> ReadAsync(ApiRoute route, IReadOnlyDictionary<string, JsonElement> arguments, CancellationToken cancellationToken)
    {
        route.EnsureCapabilities(_conversations.Capabilities);
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services, RequestAborted = cancellationToken };
        context.Response.Body = body;
        context.Request.Method = route.Method;
        Dictionary<string, StringValues> query = new(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            var parameter = route.Parameters.FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal));
            if (parameter is { IsInPath: true })
            {
                context.Request.RouteValues[name] = TextOf(name, value);
            }
            else if (parameter is not null)
            {
                query[name] = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(one => TextOf(name, one)).ToArray() : TextOf(name, value);
            }
        }

        context.Request.Query = new QueryCollection(query);
        var result = await route.Handler(new ApiCall(context, _visitor, reader)).ConfigureAwait(false);
        await result.ExecuteAsync(context).ConfigureAwait(false);
        return Encoding.UTF8.GetString(body.GetBuffer().AsSpan(0, (int)body.Length));
    }

    /// <summary>Formats an argument as in a URL.</summary>
    /// <exception cref="ApiProblemException">It is not a single value.</exception>
    public static string TextOf(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        // Some models write integers as 5.0.
        JsonValueKind.Number when value.TryGetDecimal(out decimal number) && decimal.IsInteger(number) => number.ToString("0", CultureInfo.InvariantCulture),
        JsonValueKind.Number => value.GetRawText(),
        _ => throw ApiProblemException.Invalid(name, $"{name} must be a string, a number, true or false."),
    };

    private static ApiRoute Route(IApiRoutes routes, string operation)
        => routes.Routes.Single(route => string.Equals(route.OperationId, operation, StringComparison.Ordinal));
}
