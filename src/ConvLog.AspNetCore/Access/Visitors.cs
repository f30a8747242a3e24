using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>Identifies the sender of a request, and reads their reason for access. Unclear cases are refused.</summary>
internal sealed class Visitors(ConvLogConsoleOptions options, LocalAccess local, Sessions sessions, HostUsers users, WrongKeyLimit guesses)
{
    private static readonly object s_last = new();
    private static readonly object s_recheck = new();
    private static readonly Func<Visitors, HttpContext, Visitor> s_forApi = static (visitors, context) => visitors.ForApi(context);
    private static readonly Func<Visitors, HttpContext, Visitor> s_forApiChange = static (visitors, context) => visitors.ForApi(context, isChange: true);
    private static readonly Func<Visitors, HttpContext, Visitor> s_forPage = static (visitors, context) => visitors.ForPage(context);
    private static readonly Func<Visitors, HttpContext, Visitor> s_forOwnApi = static (visitors, context) => visitors.ForOwnApi(context, isChange: false);
    private static readonly Func<Visitors, HttpContext, Visitor> s_forOwnApiChange = static (visitors, context) => visitors.ForOwnApi(context, isChange: true);

    /// <summary>The visitor found by the last check of a request; null if it was not checked.</summary>
    public static Visitor? Last(HttpContext context) => context.Items.TryGetValue(s_last, out object? found) ? found as Visitor : null;

    /// <summary>Evaluates the host's sign-in and policies; must complete before the other methods are called.</summary>
    public ValueTask EvaluateHostAsync(HttpContext context) => KeyOf(context.Request) is not null ? ValueTask.CompletedTask : users.EvaluateAsync(context);

    /// <summary>Checks again whether the host grants access to the sender of a long request, as for a new request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="visitor">The sender, as first identified.</param>
    /// <param name="patience">The time limit of the host's policies.</param>
    /// <returns>The refused visitor; null if the host grants access or does not decide.</returns>
    public ValueTask<Visitor?> ReevaluateHostAsync(HttpContext context, Visitor visitor, TimeSpan patience)
        => users.Decides(visitor.Kind) || EndpointPolicy.IsRequired(context.GetEndpoint())
            ? users.ReevaluateAsync(context, visitor.Kind, patience) : new((Visitor?)null);

    /// <summary>Repeats the last check of a request.</summary>
    public Visitor Recheck(HttpContext context) => ((Func<Visitors, HttpContext, Visitor>)context.Items[s_recheck]!)(this, context);

    /// <summary>Identifies a caller of the compatible API: by a key, else as a user of the host, else as a visitor on this machine if allowed.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isChange">Whether it changes something.</param>
    public Visitor ForApi(HttpContext context, bool isChange = false) => Remembered(context, isChange ? s_forApiChange : s_forApi, Reasoned(
        context.Request, Find(context, AllowsOrigin(context.Request, isChange), HostUsers.Of, local.OpensApi), isChange));

    /// <summary>Identifies a visitor of the pages: by a key, else a session, else as a user of the host, else as one on this machine if allowed.</summary>
    public Visitor ForPage(HttpContext context) => Remembered(context, s_forPage, WithReason(
        context.Request, Find(context, OriginRule.AllowsRead(context.Request), SignedIn, local.OpensPages)));

    /// <summary>
    /// Identifies a caller of ConvLog's own routes: by a key, else a session or a user of the host, who can make changes only from pages of this site, else as
    /// a visitor on this machine as long as there is neither key nor policy.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="isChange">Whether it changes something.</param>
    public Visitor ForOwnApi(HttpContext context, bool isChange) => Remembered(context, isChange ? s_forOwnApiChange : s_forOwnApi, Reasoned(
        context.Request, Find(context, AllowsOrigin(context.Request, isChange), SignedIn, local.OpensApi), isChange));

    private static bool AllowsOrigin(HttpRequest request, bool isChange) => isChange ? OriginRule.AllowsPost(request) : OriginRule.AllowsRead(request);

    // A gateway may add its own key to each request: an unknown key does not lock out a signed-in user.
    private Visitor Find(HttpContext context, bool allowsOrigin, Func<HttpContext, Visitor?> signedIn, bool opensHere)
    {
        if (KeyOf(context.Request) is { } key)
        {
            return Visitor.With(key, VisitorKind.Key);
        }

        var visitor = allowsOrigin ? signedIn(context) : null;
        if (context.Request.Headers.ContainsKey(options.ApiKeyHeader))
        {
            return visitor is { Reader: not null } ? visitor : Visitor.Refused(CountGuess(context));
        }

        return !allowsOrigin ? Visitor.Refused(VisitorKind.ForeignPage) : visitor ?? Unkeyed(context, opensHere);
    }

    private static Visitor WithReason(HttpRequest request, Visitor visitor)
        => visitor.Reader is { CanReadPii: true } reader && AccessReason.Of(request) is { } reason
            ? visitor with { Reader = reader with { Reason = reason } } : visitor;

    // A page asks before it reveals personal data, and for a reason if one is required. An API request cannot be asked: it must contain the required reason.
    // The same holds for a browser that only reads, because a link or a page's script may have made the request without the user's intent. Without a reason
    // the visitor is handled as one without the permission.
    private Visitor Reasoned(HttpRequest request, Visitor visitor, bool isChange)
    {
        visitor = WithReason(request, visitor);
        bool isBrowsing = !isChange && (visitor.Kind == VisitorKind.Session || (visitor.Kind == VisitorKind.User && OriginRule.IsOfBrowser(request)));
        return (options.RequireAccessReason || isBrowsing) && visitor.Reader is { CanReadPii: true, Reason: null } reader
            ? visitor with { Reader = reader with { CanReadPii = false }, Permissions = visitor.Permissions & ~ConvLogPermissions.ReadPii }
            : visitor;
    }

    // For the security events: only here it is known who was granted or refused access.
    private static Visitor Remembered(HttpContext context, Func<Visitors, HttpContext, Visitor> recheck, Visitor visitor)
    {
        context.Items[s_last] = visitor;
        context.Items[s_recheck] = recheck;
        return visitor;
    }

    // Two keys in one request are refused: it is not clear which of them counts.
    private ApiKey? KeyOf(HttpRequest request)
        => request.Headers.TryGetValue(options.ApiKeyHeader, out var keys) && keys.Count == 1 ? options.ApiKeys.Find(keys[0] ?? "") : null;

    // One request counts as one guess, however many times it is checked.
    private VisitorKind CountGuess(HttpContext context)
        => Last(context)?.Kind is { } kind and (VisitorKind.WrongKey or VisitorKind.TooManyWrongKeys)
            ? kind : guesses.TryCountWrongKey(context) ? VisitorKind.WrongKey : VisitorKind.TooManyWrongKeys;

    // A session counts only for the user of the host who started it: a session that someone else left in this browser is ignored, and a user's own session ends
    // when they sign out of the host.
    private Visitor? SignedIn(HttpContext context)
    {
        var user = HostUsers.Of(context);
        if (SessionCookie.Read(context) is not { } token || sessions.Find(token) is not { } session || !options.ApiKeys.Contains(session.Key)
            || !session.IsOf(user))
        {
            return user;
        }

        // A stream checks again long after its request, perhaps after its user has signed out.
        if (Last(context) is null)
        {
            sessions.Use(token);
        }

        return Visitor.With(session.Key, VisitorKind.Session);
    }

    private static Visitor Unkeyed(HttpContext context, bool isOpen)
        => isOpen && LoopbackRule.IsLocal(context) ? Visitor.Loopback : Visitor.Refused(VisitorKind.Unknown);
}
