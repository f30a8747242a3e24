using System.Collections.Concurrent;
using System.Security.Claims;
using ConvLog.Privacy;
using ConvLog.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ConvLog.AspNetCore.Access;

/// <summary>Finds the host's user and evaluates the host's policies. A policy that throws or takes too long grants nothing.</summary>
internal sealed partial class HostUsers(ConvLogConsoleOptions options, TimeProvider time, ILogger<HostUsers> logger)
{
    /// <summary>The time limit of all policies of the host together.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // The same failure may occur in every request.
    private static readonly TimeSpan s_logPause = TimeSpan.FromMinutes(1);
    private static readonly object s_key = new();

    private readonly HostIdentity _identity = new(options);
    private readonly ConcurrentDictionary<(string Policy, Type Failure), long> _logged = new();

    /// <summary>The visitor that <see cref="EvaluateAsync"/> found; null if no user of the host is signed in.</summary>
    public static Visitor? Of(HttpContext context) => context.Items.TryGetValue(s_key, out object? found) ? found as Visitor : null;

    /// <summary>Evaluates the host's policies and keeps the result with the request.</summary>
    public async ValueTask EvaluateAsync(HttpContext context)
    {
        if (options.ReadPolicy is { } readPolicy)
        {
            context.Items[s_key] = await FindInTimeAsync(context, readPolicy, Patience, calls => FindAsync(context, readPolicy, calls)).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the host's sign-in matters for this kind of visitor. A session may belong to a user of the host; an API key does not.</summary>
    public bool Decides(VisitorKind kind) => options.ReadPolicy is not null && kind is (VisitorKind.User or VisitorKind.Session);

    /// <summary>Evaluates the host's policies as for a new request like this one. The result is kept with this request, which is otherwise unchanged.</summary>
    /// <param name="context">The request.</param>
    /// <param name="kind">How the sender was identified.</param>
    /// <param name="patience">The time limit of the host's policies.</param>
    /// <returns>The refused visitor; null if access is granted.</returns>
    public async ValueTask<Visitor?> ReevaluateAsync(HttpContext context, VisitorKind kind, TimeSpan patience)
    {
        string readPolicy = options.ReadPolicy ?? "";
        Visitor? user = null;
        var refused = await FindInTimeAsync(context, readPolicy, patience, calls => Reauthentication.RunAsync(context, calls, async again =>
        {
            user = Decides(kind) ? await FindAsync(again, readPolicy, calls).ConfigureAwait(false) : null;
            return null;
        })).ConfigureAwait(false);
        if (refused is null)
        {
            context.Items[s_key] = user;
        }

        return refused ?? (kind != VisitorKind.User || user is { Reader: not null } ? null : user ?? Visitor.Refused(VisitorKind.Unknown));
    }

    private async ValueTask<Visitor?> FindInTimeAsync(HttpContext context, string readPolicy, TimeSpan patience, Func<HostCalls, Task<Visitor?>> find)
    {
        using var calls = new HostCalls(patience, time, context.RequestAborted);
        try
        {
            return await find(calls).ConfigureAwait(false);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
        {
            if (IsToBeLogged(readPolicy, e))
            {
                LogRefusal(e, patience.TotalSeconds);
            }

            return Visitor.Refused(VisitorKind.NotPermitted) with
            {
                Missing = "This app could not check what you may read. Try again; if that does not help, its logs give the cause.",
            };
        }
    }

    private async Task<Visitor?> FindAsync(HttpContext context, string readPolicy, HostCalls calls)
    {
        var policies = new HostPolicies(context, _identity, calls);
        var reading = await policies.FindAsync(readPolicy).ConfigureAwait(false);
        if (await policies.UserAsync(reading).ConfigureAwait(false) is not { User: var user, At: var signedInAt })
        {
            return null;
        }

        if (_identity.NameOf(user) is not { } name || _identity.IdOf(user) is not { } id)
        {
            return Visitor.Refused(VisitorKind.NotPermitted) with
            {
                Missing = "Your sign-in gives this app neither a subject nor a user name, so what you read could not be recorded.",
            };
        }

        string? source = _identity.SourceOf(user);
        var refused = Visitor.Refused(VisitorKind.NotPermitted) with { Id = id, Person = OwnerKey.OfPerson(source, id), SignedInAt = signedInAt };
        if (!await policies.IsMetAsync(reading, user).ConfigureAwait(false))
        {
            return refused with { Missing = HostPolicies.UnmetMessage(readPolicy, reading) };
        }

        if (await calls.RunAsync(() => Task.FromResult(ScopeOf(user))).ConfigureAwait(false) is not { } scope)
        {
            return refused with { Missing = "This app gives you access to no conversations." };
        }

        var permissions = ConvLogPermissions.Read
            | await IfAsync(ConvLogPermissions.ReadPii).ConfigureAwait(false)
            | await IfAsync(ConvLogPermissions.Annotate).ConfigureAwait(false)
            | await IfAsync(ConvLogPermissions.Manage).ConfigureAwait(false);
        var reader = new Reader(name, permissions.HasFlag(ConvLogPermissions.ReadPii)) { Id = id, Source = source, Scope = scope };
        return new Visitor(VisitorKind.User, reader, permissions) { CountedAs = $"user {OwnerKey.OfPerson(source, id)}", SignedInAt = signedInAt };

        async ValueTask<ConvLogPermissions> IfAsync(ConvLogPermissions permission)
            => options.PolicyOf(permission) is { } policy && await MayAsync(policies, policy, user, calls).ConfigureAwait(false)
                ? permission : ConvLogPermissions.None;
    }

    // A policy that fails denies its own permission; a timeout denies all of them.
    private async Task<bool> MayAsync(HostPolicies policies, string name, ClaimsPrincipal reading, HostCalls calls)
    {
        try
        {
            var policy = await policies.FindAsync(name).ConfigureAwait(false);
            if (policy.AuthenticationSchemes.Count == 0)
            {
                return await policies.IsMetAsync(policy, reading).ConfigureAwait(false);
            }

            if (await policies.UserAsync(policy).ConfigureAwait(false) is not { User: var user })
            {
                return false;
            }

            // The access log names the reader: a second sign-in counts only if it identifies the same person.
            return _identity.AreSame(user, reading)
                ? await policies.IsMetAsync(policy, user).ConfigureAwait(false)
                : throw new InvalidOperationException("The authentication schemes of the policy do not identify the user who meets ReadPolicy.");
        }
        catch (Exception e) when (!calls.Ended.IsCancellationRequested)
        {
            if (IsToBeLogged(name, e))
            {
                LogPolicyFailure(e, name);
            }

            return false;
        }
    }

    private ConversationScope? ScopeOf(ClaimsPrincipal user) => options.ScopeOf is { } scopeOf ? scopeOf(user) : ConversationScope.All;

    private bool IsToBeLogged(string policy, Exception failure)
    {
        var (key, now) = ((policy, failure.GetType()), time.GetTimestamp());
        return _logged.TryAdd(key, now) || (_logged[key] is var last && time.GetElapsedTime(last, now) >= s_logPause && _logged.TryUpdate(key, now, last));
    }

    [LoggerMessage(EventId = 2, EventName = "ConvLogUserRefused", Level = LogLevel.Warning,
        Message = "ConvLog refused a user of the host: the host's authorization failed, or did not respond within {Seconds} seconds.")]
    private partial void LogRefusal(Exception exception, double seconds);

    [LoggerMessage(EventId = 3, EventName = "ConvLogPolicyFailed", Level = LogLevel.Error,
        Message = "The authorization policy \"{Policy}\" grants nothing to a user of the host, because it could not be evaluated. Reported once a minute.")]
    private partial void LogPolicyFailure(Exception exception, string policy);
}
