using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>Says who makes a request, and why where they tell. Whatever is not clear is refused.</summary>
internal sealed class Visitors(ConvLogConsoleOptions options, Sessions sessions)
{
    /// <summary>Of the API: programs, which send a key. As long as there is no key, visitors on this machine.</summary>
    public Visitor OfApi(HttpContext context) => WithReason(
        context.Request,
        ByKey(context.Request)
        ?? (OriginRule.AllowsRead(context.Request)
            ? Unkeyed(context, hasLoopback: options.ApiKeys.Count == 0)
            : Visitor.Refused(VisitorKind.ForeignPage)));

    /// <summary>Of the pages: a key, else a session, else a visitor on this machine.</summary>
    public Visitor OfPage(HttpContext context) => WithReason(
        context.Request,
        ByKey(context.Request)
        ?? (OriginRule.AllowsRead(context.Request)
            ? BySession(context.Request) ?? Unkeyed(context, hasLoopback: true)
            : Visitor.Refused(VisitorKind.ForeignPage)));

    private static Visitor WithReason(HttpRequest request, Visitor visitor)
        => visitor.Reader is { CanReadPii: true } reader && AccessReason.Of(request) is { } reason ? visitor with { Reader = reader with { Reason = reason } } : visitor;

    private Visitor? ByKey(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(ApiKey.Header, out var keys))
        {
            return null;
        }

        // Two keys in one request are nobody's: which of them counts would be a guess.
        var reader = keys.Count == 1 ? options.ApiKeys.Find(keys[0] ?? "") : null;
        return reader is null ? Visitor.Refused(VisitorKind.WrongKey) : new Visitor(VisitorKind.Key, reader);
    }

    private Visitor? BySession(HttpRequest request)
        => SessionCookie.Read(request) is { } token && sessions.Find(token) is { } reader ? new Visitor(VisitorKind.Session, reader) : null;

    private Visitor Unkeyed(HttpContext context, bool hasLoopback)
        => hasLoopback && options.AllowLoopback && LoopbackRule.Holds(context) ? Visitor.OnThisMachine : Visitor.Refused(VisitorKind.Stranger);
}
