using System.Diagnostics.Metrics;
using ConvLog.AspNetCore.Text;
using ConvLog.Privacy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Records sign-ins, sign-outs, wrong keys, refusals and views of personal data: as log lines of the category <c>ConvLog.Security</c>, and as counters of the
/// meter <c>ConvLog</c>. They contain the reader and the route's pattern, but no data that was sent or stored; the address and the trace are in the scopes of
/// the host's own logging.
/// </summary>
internal sealed partial class SecurityEvents(ILoggerFactory loggers)
{
    public const string Category = "ConvLog.Security";

    private const int LongestId = 200;

    private static readonly object s_told = new();
    private static readonly object s_reveals = new();
    private static readonly Meter s_meter = new("ConvLog");
    private static readonly Counter<long> s_events =
        s_meter.CreateCounter<long>("convlog.security.events", "{event}", "Sign-ins, sign-outs, wrong keys, refusals and reveals, by kind.");

    private readonly ILogger _logger = loggers.CreateLogger(Category);

    public void SignedIn(Reader reader)
    {
        Count("signed_in");
        LogSignedIn(SingleLine(reader.Id));
    }

    public void SignedOut(Reader reader)
    {
        Count("signed_out");
        LogSignedOut(SingleLine(reader.Id));
    }

    /// <summary>Records that an unknown key was sent.</summary>
    public void WrongKey(HttpContext context)
    {
        context.Items[s_told] = true;
        Count("wrong_key");
        LogWrongKey(context.Request.Method, RouteOf(context));
    }

    /// <summary>Marks a request whose response reveals a page's personal data. The event is recorded once the response is sent.</summary>
    public static void Reveals(HttpContext context, Reader reader) => context.Items[s_reveals] = reader;

    /// <summary>Records the event of a response that was sent: a refusal or a view of personal data.</summary>
    public void Answered(HttpContext context)
    {
        int status = context.Response.StatusCode;
        if (status == StatusCodes.Status200OK && context.Items.TryGetValue(s_reveals, out object? found) && found is Reader revealedTo)
        {
            Count("revealed");
            LogRevealed(SingleLine(revealedTo.Id), RouteOf(context));
        }

        if (context.Items.ContainsKey(s_told)
            || status is not (StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests))
        {
            return;
        }

        var visitor = Visitors.Last(context);
        if (visitor is { Kind: VisitorKind.WrongKey or VisitorKind.TooManyWrongKeys })
        {
            WrongKey(context);
            return;
        }

        Count("refused");
        LogRefused(LevelOf(visitor), visitor?.Id is { } id ? SingleLine(id) : "an unknown visitor", context.Request.Method, RouteOf(context), status,
            visitor?.Kind ?? VisitorKind.Unknown);
    }

    // A claim may contain any text, including a line break that would start a new log line.
    private static string SingleLine(string id) => Printable.Line(id, LongestId);

    // A first visit without credentials is normal: the visitor is shown how to sign in.
    private static LogLevel LevelOf(Visitor? visitor) => visitor is null or { Kind: VisitorKind.Unknown } ? LogLevel.Information : LogLevel.Warning;

    // The pattern, not the path: an address may contain any text.
    private static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";

    private static void Count(string kind) => s_events.Add(1, new KeyValuePair<string, object?>("kind", kind));

    [LoggerMessage(EventId = 20, EventName = "ConvLogSignedIn", Level = LogLevel.Information, Message = "{Reader} signed in.")]
    private partial void LogSignedIn(string reader);

    [LoggerMessage(EventId = 21, EventName = "ConvLogSignedOut", Level = LogLevel.Information, Message = "{Reader} signed out.")]
    private partial void LogSignedOut(string reader);

    [LoggerMessage(EventId = 22, EventName = "ConvLogWrongKey", Level = LogLevel.Warning, Message = "An unknown API key was sent with {Method} {Route}.")]
    private partial void LogWrongKey(string method, string route);

    [LoggerMessage(EventId = 23, EventName = "ConvLogRefused", Message = "Refused {Reader}: {Method} {Route} was answered with {Status} ({Kind}).")]
    private partial void LogRefused(LogLevel level, string reader, string method, string route, int status, VisitorKind kind);

    [LoggerMessage(EventId = 24, EventName = "ConvLogRevealed", Level = LogLevel.Information, Message = "{Reader} revealed the personal data of {Route}.")]
    private partial void LogRevealed(string reader, string route);
}
