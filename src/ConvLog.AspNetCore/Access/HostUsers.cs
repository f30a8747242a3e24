using System.Security.Claims;
using ConvLog.Privacy;
using ConvLog.Records;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Access;

/// <summary>Who is signed in with the host, and what its policies let them do. What throws, takes too long or says nothing means no.</summary>
internal sealed partial class HostUsers(ConvLogConsoleOptions options, TimeProvider time, ILogger<HostUsers> logger)
{
    /// <summary>How long the host's policies may take, all together.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly string[] s_subjects = ["sub", ClaimTypes.NameIdentifier, "client_id"];
    private static readonly object s_key = new();

    /// <summary>Whom <see cref="AskAsync"/> found; null where nobody is signed in with the host.</summary>
    public static Visitor? Of(HttpContext context) => context.Items.TryGetValue(s_key, out object? found) ? found as Visitor : null;

    /// <summary>Asks the host, and keeps the answer with the request.</summary>
    public async ValueTask AskAsync(HttpContext context)
    {
        if (options.ReadPolicy is { } readPolicy)
        {
            // What was found before holds no longer while it is asked anew.
            context.Items[s_key] = Visitor.Refused(VisitorKind.NotPermitted);
            context.Items[s_key] = await FindInTimeAsync(context, readPolicy).ConfigureAwait(false);
        }
    }

    private async ValueTask<Visitor?> FindInTimeAsync(HttpContext context, string readPolicy)
    {
        try
        {
            // On another thread: a policy that blocks holds up nothing but itself.
            var found = Task.Run(() => FindAsync(context, readPolicy), context.RequestAborted);
            return await found.WaitAsync(Patience, time, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogRefusal(e);
            return Visitor.Refused(VisitorKind.NotPermitted);
        }
    }

    private async Task<Visitor?> FindAsync(HttpContext context, string readPolicy)
    {
        var services = context.RequestServices;
        var policies = services.GetRequiredService<IAuthorizationPolicyProvider>();
        var reading = await policies.GetPolicyAsync(readPolicy).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no authorization policy \"{readPolicy}\".");
        var user = await UserAsync(context, reading).ConfigureAwait(false);
        if (user is null)
        {
            return null;
        }

        var authorization = services.GetRequiredService<IAuthorizationService>();
        if (NameOf(user) is not { } name || !(await authorization.AuthorizeAsync(user, context, reading).ConfigureAwait(false)).Succeeded
            || ScopeOf(user) is not { } scope)
        {
            return Visitor.Refused(VisitorKind.NotPermitted);
        }

        var permissions = ConvLogPermissions.Read
            | await IfAsync(ConvLogPermissions.ReadPii, options.ReadPiiPolicy).ConfigureAwait(false)
            | await IfAsync(ConvLogPermissions.Annotate, options.AnnotatePolicy).ConfigureAwait(false)
            | await IfAsync(ConvLogPermissions.Manage, options.ManagePolicy).ConfigureAwait(false);
        var reader = new Reader(name, permissions.HasFlag(ConvLogPermissions.ReadPii)) { Id = SubjectOf(user) ?? name, Scope = scope };
        return new Visitor(VisitorKind.User, reader, permissions) { CountedAs = $"user {reader.Id}" };

        async ValueTask<ConvLogPermissions> IfAsync(ConvLogPermissions permission, string? policy)
            => policy is not null && (await authorization.AuthorizeAsync(user, context, policy).ConfigureAwait(false)).Succeeded
                ? permission : ConvLogPermissions.None;
    }

    // By the schemes that the policy names, else as the host has authenticated the request; null where that is nobody, or nobody any more.
    private async ValueTask<ClaimsPrincipal?> UserAsync(HttpContext context, AuthorizationPolicy policy)
    {
        if (policy.AuthenticationSchemes.Count == 0)
        {
            return context.User.Identity is { IsAuthenticated: true } && !HasExpired(context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult)
                ? context.User : null;
        }

        var user = new ClaimsPrincipal();
        foreach (string scheme in policy.AuthenticationSchemes)
        {
            var result = await context.AuthenticateAsync(scheme).ConfigureAwait(false);
            if (result.Succeeded && !HasExpired(result))
            {
                user.AddIdentities(result.Principal.Identities);
            }
        }

        return user.Identity is { IsAuthenticated: true } ? user : null;
    }

    // A request may last for hours, as a stream: what let it in may end before it.
    private bool HasExpired(AuthenticateResult? result) => result?.Properties?.ExpiresUtc is { } end && end <= time.GetUtcNow();

    private ConversationScope? ScopeOf(ClaimsPrincipal user) => options.ScopeOf is { } scopeOf ? scopeOf(user) : ConversationScope.All;

    private static string? NameOf(ClaimsPrincipal user)
        => string.IsNullOrWhiteSpace(user.Identity?.Name) ? SubjectOf(user) : user.Identity.Name;

    // Names are shared and change; a subject is one person's for good (OpenID Connect Core 1.0, section 2).
    private static string? SubjectOf(ClaimsPrincipal user)
        => s_subjects.Select(claim => user.FindFirst(claim)?.Value).FirstOrDefault(static subject => !string.IsNullOrWhiteSpace(subject));

    [LoggerMessage(EventId = 2, EventName = "ConvLogUserRefused", Level = LogLevel.Warning,
        Message = "ConvLog refused a user of the host: the host's authorization failed, or did not respond within 5 seconds.")]
    private partial void LogRefusal(Exception exception);
}
