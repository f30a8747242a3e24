using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>Identifies the senders of requests, with the reason that they give for reading personal data. Ambiguous requests are refused.</summary>
internal sealed class Visitors(ConvLogConsoleOptions options, LocalAccess local, Sessions sessions, HostUsers users, GuessLimit guesses)
{
    private static readonly object s_last = new();
    private static readonly object s_again = new();
    private static readonly Func<Visitors, HttpContext, Visitor> s_ofApi = static (visitors, context) => visitors.OfApi(context);
    private static readonly Func<Visitors, HttpContext, Visitor> s_ofApiChange = static (visitors, context) => visitors.OfApi(context, isChange: true);
    private static readonly Func<Visitors, HttpContext, Visitor> s_ofPage = static (visitors, context) => visitors.OfPage(context);
    private static readonly Func<Visitors, HttpContext, Visitor> s_ofOwnApi = static (visitors, context) => visitors.OfOwnApi(context, isChange: false);
    private static readonly Func<Visitors, HttpContext, Visitor> s_ofOwnApiChange = static (visitors, context) => visitors.OfOwnApi(context, isChange: true);

    /// <summary>The visitor last identified for a request; null if none was.</summary>
    public static Visitor? Last(HttpContext context) => context.Items.TryGetValue(s_last, out object? found) ? found as Visitor : null;

    /// <summary>Lets the host identify its user; must have completed before any of the other methods is called.</summary>
    public ValueTask AskHostAsync(HttpContext context) => KeyOf(context.Request) is not null ? ValueTask.CompletedTask : users.AskAsync(context);

    /// <summary>Lets the host decide again whether the sender of a long-running request still has access, as for a new request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="visitor">The sender, as identified at the start.</param>
    /// <param name="patience">The time limit for the host.</param>
    /// <returns>The refused visitor; null if the host still grants access, or is not involved.</returns>
    public ValueTask<Visitor?> AskHostAgainAsync(HttpContext context, Visitor visitor, TimeSpan patience)
        => users.Decides(visitor.Kind) || EndpointPolicy.IsRequired(context.GetEndpoint())
            ? users.AskAgainAsync(context, visitor.Kind, patience) : new((Visitor?)null);

    /// <summary>Identifies the sender of a request again, in the same way as last time.</summary>
    public Visitor Again(HttpContext context) => ((Func<Visitors, HttpContext, Visitor>)context.Items[s_again]!)(this, context);

    /// <summary>For the compatible API: a program with a key or identified by the host, otherwise a visitor on this machine, if allowed.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isChange">Whether the request changes data.</param>
    public Visitor OfApi(HttpContext context, bool isChange = false) => Remembered(context, isChange ? s_ofApiChange : s_ofApi, Reasoned(
        context.Request, Find(context, AllowsOrigin(context.Request, isChange), HostUsers.Of, local.OpensApi), isChange));

    /// <summary>For pages: a key, otherwise a session, otherwise the host's user, otherwise a visitor on this machine, if allowed.</summary>
    public Visitor OfPage(HttpContext context) => Remembered(context, s_ofPage, WithReason(
        context.Request, Find(context, OriginRule.AllowsRead(context.Request), SignedIn, local.OpensPages)));

    /// <summary>
    /// For ConvLog's own routes: a key, otherwise a session or the host's user, who can change data only from pages of this site, otherwise a visitor on this
    /// machine as long as neither keys nor a policy are configured.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="isChange">Whether the request changes data.</param>
    public Visitor OfOwnApi(HttpContext context, bool isChange) => Remembered(context, isChange ? s_ofOwnApiChange : s_ofOwnApi, Reasoned(
        context.Request, Find(context, AllowsOrigin(context.Request, isChange), SignedIn, local.OpensApi), isChange));

    private static bool AllowsOrigin(HttpRequest request, bool isChange) => isChange ? OriginRule.AllowsPost(request) : OriginRule.AllowsRead(request);

    // A gateway may add its own key to each request, so an unknown key does not lock out a signed-in user.
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

    // A page prompts before it reveals personal data, and for the reason if one is required. An API request cannot be prompted: it must contain a required
    // reason, and a reading browser must always give one, because it may be following a link or running a page's script without the user having requested
    // personal data. Otherwise it is handled as one without the permission.
    private Visitor Reasoned(HttpRequest request, Visitor visitor, bool isChange)
    {
        visitor = WithReason(request, visitor);
        bool isBrowsing = !isChange && (visitor.Kind == VisitorKind.Session || (visitor.Kind == VisitorKind.User && OriginRule.IsOfBrowser(request)));
        return (options.RequireAccessReason || isBrowsing) && visitor.Reader is { CanReadPii: true, Reason: null } reader
            ? visitor with { Reader = reader with { CanReadPii = false }, Permissions = visitor.Permissions & ~ConvLogPermissions.ReadPii }
            : visitor;
    }

    // Stored for security events, because only this class knows who was granted or refused access.
    private static Visitor Remembered(HttpContext context, Func<Visitors, HttpContext, Visitor> again, Visitor visitor)
    {
        context.Items[s_last] = visitor;
        context.Items[s_again] = again;
        return visitor;
    }

    // Two keys in one request count as unknown, because it would be ambiguous which one applies.
    private ApiKey? KeyOf(HttpRequest request)
        => request.Headers.TryGetValue(options.ApiKeyHeader, out var keys) && keys.Count == 1 ? options.ApiKeys.Find(keys[0] ?? "") : null;

    // A request counts as one guess, however often its sender is identified.
    private VisitorKind GuessOf(HttpContext context)
        => Last(context)?.Kind is { } kind and (VisitorKind.WrongKey or VisitorKind.TooManyWrongKeys)
            ? kind : guesses.TakesWrongKey(context) ? VisitorKind.WrongKey : VisitorKind.TooManyWrongKeys;

    // A user of the host reads as that user, unless they started the session: a session that another person left in this browser does not apply to them, and
    // their own ends when they sign out of the host.
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
