using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>Says who makes a request, and why where they tell. Whatever is not clear is refused.</summary>
internal sealed class Visitors(ConvLogConsoleOptions options, Sessions sessions, HostUsers users)
{
    /// <summary>Asks the host who is signed in with it, and must have answered before one of the others is called. Asked again, it answers anew.</summary>
    public ValueTask AskHostAsync(HttpContext context) => context.Request.Headers.ContainsKey(ApiKey.Header) ? ValueTask.CompletedTask : users.AskAsync(context);

    /// <summary>Of the compatible API: programs, which send a key or what the host knows them by. As long as there is neither, visitors on this machine.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isChange">Whether it changes something.</param>
    public Visitor OfApi(HttpContext context, bool isChange = false) => Reasoned(
        context.Request,
        ByKey(context.Request)
        ?? ((isChange ? OriginRule.AllowsPost(context.Request) : OriginRule.AllowsRead(context.Request))
            ? HostUsers.Of(context) ?? Unkeyed(context, HasLoopback)
            : Visitor.Refused(VisitorKind.ForeignPage)),
        isChange);

    /// <summary>Of the pages: a key, else a session, else whom the host knows, else a visitor on this machine.</summary>
    public Visitor OfPage(HttpContext context) => WithReason(
        context.Request,
        ByKey(context.Request)
        ?? (OriginRule.AllowsRead(context.Request)
            ? BySession(context.Request) ?? HostUsers.Of(context) ?? Unkeyed(context, hasLoopback: true)
            : Visitor.Refused(VisitorKind.ForeignPage)));

    /// <summary>Of ConvLog's own routes: a key, else a session or whom the host knows, who change something only from own pages, else a visitor on this machine as long as there is neither key nor policy.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isChange">Whether it changes something.</param>
    public Visitor OfOwnApi(HttpContext context, bool isChange) => Reasoned(
        context.Request,
        ByKey(context.Request)
        ?? ((isChange ? OriginRule.AllowsPost(context.Request) : OriginRule.AllowsRead(context.Request))
            ? BySession(context.Request) ?? HostUsers.Of(context) ?? Unkeyed(context, HasLoopback)
            : Visitor.Refused(VisitorKind.ForeignPage)),
        isChange);

    // Whoever set up who may read has said that programs on this machine do not.
    private bool HasLoopback => options.ApiKeys.Count == 0 && options.ReadPolicy is null;

    private static Visitor WithReason(HttpRequest request, Visitor visitor)
        => visitor.Reader is { CanReadPii: true } reader && AccessReason.Of(request) is { } reason ? visitor with { Reader = reader with { Reason = reason } } : visitor;

    // A page asks before it reveals personal data, and for the reason where one is required. An API request has nobody to ask: where a reason is required it brings one, and so
    // does a browser that only reads: it may do so for a link or a page's script, and nobody has asked for personal data with that. Else it is one without the permission.
    private Visitor Reasoned(HttpRequest request, Visitor visitor, bool isChange)
    {
        visitor = WithReason(request, visitor);
        bool isBrowsing = !isChange && (visitor.Kind == VisitorKind.Session || (visitor.Kind == VisitorKind.User && OriginRule.IsOfBrowser(request)));
        return (options.RequireAccessReason || isBrowsing) && visitor.Reader is { CanReadPii: true, Reason: null } reader
            ? visitor with { Reader = reader with { CanReadPii = false }, Permissions = visitor.Permissions & ~ConvLogPermissions.ReadPii }
            : visitor;
    }

    private Visitor? ByKey(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(ApiKey.Header, out var keys))
        {
            return null;
        }

        // Two keys in one request are nobody's: which of them counts would be a guess.
        var key = keys.Count == 1 ? options.ApiKeys.Find(keys[0] ?? "") : null;
        return key is null ? Visitor.Refused(VisitorKind.WrongKey) : Visitor.With(key, VisitorKind.Key);
    }

    private Visitor? BySession(HttpRequest request)
        => SessionCookie.Read(request) is { } token && sessions.Find(token) is { } key && options.ApiKeys.Holds(key) ? Visitor.With(key, VisitorKind.Session) : null;

    private Visitor Unkeyed(HttpContext context, bool hasLoopback)
        => hasLoopback && options.AllowLoopback && LoopbackRule.Holds(context) ? Visitor.OnThisMachine : Visitor.Refused(VisitorKind.Stranger);
}
