using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>Says who makes a request, and why where they tell. Whatever is not clear is refused.</summary>
internal sealed class Visitors(ConvLogConsoleOptions options, LocalAccess local, Sessions sessions, HostUsers users, GuessLimit guesses)
{
    private static readonly object s_last = new();
    private static readonly object s_again = new();
    private static readonly Func<Visitors, HttpContext, Visitor> s_ofApi = static (visitors, context) => visitors.OfApi(context);
    private static readonly Func<Visitors, HttpContext, Visitor> s_ofApiChange = static (visitors, context) => visitors.OfApi(context, isChange: true);
    private static readonly Func<Visitors, HttpContext, Visitor> s_ofPage = static (visitors, context) => visitors.OfPage(context);
    private static readonly Func<Visitors, HttpContext, Visitor> s_ofOwnApi = static (visitors, context) => visitors.OfOwnApi(context, isChange: false);
    private static readonly Func<Visitors, HttpContext, Visitor> s_ofOwnApiChange = static (visitors, context) => visitors.OfOwnApi(context, isChange: true);

    /// <summary>Whom the last question about a request found; null where nobody has asked.</summary>
    public static Visitor? Last(HttpContext context) => context.Items.TryGetValue(s_last, out object? found) ? found as Visitor : null;

    /// <summary>Asks the host who is signed in with it, and must have answered before one of the others is called.</summary>
    public ValueTask AskHostAsync(HttpContext context) => KeyOf(context.Request) is not null ? ValueTask.CompletedTask : users.AskAsync(context);

    /// <summary>Asks the host again whether it lets in the sender of a request that has lasted for a while, as it would for a new request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="visitor">Its sender, as they were let in.</param>
    /// <param name="patience">How long the host may take.</param>
    /// <returns>The refused visitor; null where the host lets them in, or is not concerned.</returns>
    public ValueTask<Visitor?> AskHostAgainAsync(HttpContext context, Visitor visitor, TimeSpan patience)
        => users.Decides(visitor.Kind) || EndpointPolicy.IsRequired(context.GetEndpoint())
            ? users.AskAgainAsync(context, visitor.Kind, patience) : new((Visitor?)null);

    /// <summary>Answers the last question about a request once more.</summary>
    public Visitor Again(HttpContext context) => ((Func<Visitors, HttpContext, Visitor>)context.Items[s_again]!)(this, context);

    /// <summary>Of the compatible API: programs, which send a key or what the host knows them by. Else visitors on this machine, where they may.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isChange">Whether it changes something.</param>
    public Visitor OfApi(HttpContext context, bool isChange = false) => Remembered(context, isChange ? s_ofApiChange : s_ofApi, Reasoned(
        context.Request, Find(context, AllowsOrigin(context.Request, isChange), HostUsers.Of, local.OpensApi), isChange));

    /// <summary>Of the pages: a key, else a session, else whom the host knows, else a visitor on this machine, where they may.</summary>
    public Visitor OfPage(HttpContext context) => Remembered(context, s_ofPage, WithReason(
        context.Request, Find(context, OriginRule.AllowsRead(context.Request), SignedIn, local.OpensPages)));

    /// <summary>
    /// Of ConvLog's own routes: a key, else a session or whom the host knows, who change something only from own pages, else a visitor on this machine as long
    /// as there is neither key nor policy.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="isChange">Whether it changes something.</param>
    public Visitor OfOwnApi(HttpContext context, bool isChange) => Remembered(context, isChange ? s_ofOwnApiChange : s_ofOwnApi, Reasoned(
        context.Request, Find(context, AllowsOrigin(context.Request, isChange), SignedIn, local.OpensApi), isChange));

    private static bool AllowsOrigin(HttpRequest request, bool isChange) => isChange ? OriginRule.AllowsPost(request) : OriginRule.AllowsRead(request);

    // A gateway may send a key of its own with each request: one that nobody knows keeps out nobody who is signed in.
    private Visitor Find(HttpContext context, bool allowsOrigin, Func<HttpContext, Visitor?> signedIn, bool opensHere)
    {
        if (KeyOf(context.Request) is { } key)
        {
            return Visitor.With(key, VisitorKind.Key);
        }

        var visitor = allowsOrigin ? signedIn(context) : null;
        if (context.Request.Headers.ContainsKey(options.ApiKeyHeader))
        {
            return visitor is { Reader: not null } ? visitor : Visitor.Refused(GuessOf(context));
        }

        return !allowsOrigin ? Visitor.Refused(VisitorKind.ForeignPage) : visitor ?? Unkeyed(context, opensHere);
    }

    private static Visitor WithReason(HttpRequest request, Visitor visitor)
        => visitor.Reader is { CanReadPii: true } reader && AccessReason.Of(request) is { } reason
            ? visitor with { Reader = reader with { Reason = reason } } : visitor;

    // A page asks before it reveals personal data, and for the reason where one is required. An API request has nobody to ask: where a reason is required it
    // brings one, and so does a browser that only reads: it may do so for a link or a page's script, and nobody has asked for personal data with that. Else it
    // is one without the permission.
    private Visitor Reasoned(HttpRequest request, Visitor visitor, bool isChange)
    {
        visitor = WithReason(request, visitor);
        bool isBrowsing = !isChange && (visitor.Kind == VisitorKind.Session || (visitor.Kind == VisitorKind.User && OriginRule.IsOfBrowser(request)));
        return (options.RequireAccessReason || isBrowsing) && visitor.Reader is { CanReadPii: true, Reason: null } reader
            ? visitor with { Reader = reader with { CanReadPii = false }, Permissions = visitor.Permissions & ~ConvLogPermissions.ReadPii }
            : visitor;
    }

    // For the events: who was let in or refused is known only here.
    private static Visitor Remembered(HttpContext context, Func<Visitors, HttpContext, Visitor> again, Visitor visitor)
    {
        context.Items[s_last] = visitor;
        context.Items[s_again] = again;
        return visitor;
    }

    // Two keys in one request are nobody's: which of them counts would be a guess.
    private ApiKey? KeyOf(HttpRequest request)
        => request.Headers.TryGetValue(options.ApiKeyHeader, out var keys) && keys.Count == 1 ? options.ApiKeys.Find(keys[0] ?? "") : null;

    // A request is one guess, however often it is asked about.
    private VisitorKind GuessOf(HttpContext context)
        => Last(context)?.Kind is { } kind and (VisitorKind.WrongKey or VisitorKind.TooManyWrongKeys)
            ? kind : guesses.TakesWrongKey(context) ? VisitorKind.WrongKey : VisitorKind.TooManyWrongKeys;

    // A user of the host reads as that, unless it was they who began the session: what somebody else left in this browser is not theirs, and what they began
    // themselves ends for them when they sign out of the host.
    private Visitor? SignedIn(HttpContext context)
    {
        var user = HostUsers.Of(context);
        return SessionCookie.Read(context) is { } token && sessions.Find(token) is { } session && options.ApiKeys.Holds(session.Key)
            && string.Equals(session.Person, user?.Person, StringComparison.Ordinal)
                ? Visitor.With(session.Key, VisitorKind.Session) : user;
    }

    private static Visitor Unkeyed(HttpContext context, bool isOpen)
        => isOpen && LoopbackRule.Holds(context) ? Visitor.OnThisMachine : Visitor.Refused(VisitorKind.Stranger);
}
