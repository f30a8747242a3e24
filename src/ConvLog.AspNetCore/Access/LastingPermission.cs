using ConvLog.Records;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Whether the sender of a long-running request, a stream or an export, may still read with the permissions granted at its start. Keys and sessions are
/// checked each time, and the host authenticates its users again every 5 seconds. With at most 2 seconds for a check, and at most 20 seconds for sending data
/// permitted before, a stream sends nothing more 30 seconds after access was revoked.
/// </summary>
/// <param name="visitors">Identifies senders of requests.</param>
/// <param name="context">The request, to which access was granted.</param>
/// <param name="time">The clock.</param>
internal sealed class LastingPermission(Visitors visitors, HttpContext context, TimeProvider time)
{
    // Authentication may cost the host a database query, and there may be hundreds of streams.
    private static readonly TimeSpan s_hostPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_hostPatience = TimeSpan.FromSeconds(2);

    private readonly Visitor _visitor = Visitors.Last(context) ?? throw new InvalidOperationException("Nobody was let in.");
    private long _asked = time.GetTimestamp();

    /// <summary>Checks again. A failure, a timeout or any difference counts as a refusal.</summary>
    /// <returns>
    /// Null while the permissions are unchanged; otherwise <see cref="VisitorKind.Stranger"/> if the sign-in with the host is no longer valid, and
    /// <see cref="VisitorKind.NotPermitted"/> for any other reason.
    /// </returns>
    public async ValueTask<VisitorKind?> RefusalAsync()
    {
        if (time.GetElapsedTime(_asked) >= s_hostPause)
        {
            var refused = await visitors.AskHostAgainAsync(context, _visitor, s_hostPatience).ConfigureAwait(false);
            _asked = time.GetTimestamp();
            if (refused is not null)
            {
                return refused.Kind == VisitorKind.Stranger ? VisitorKind.Stranger : VisitorKind.NotPermitted;
            }
        }

        return IsSame(visitors.Again(context)) ? null : VisitorKind.NotPermitted;
    }

    private bool IsSame(Visitor now) => now.Kind == _visitor.Kind && now.Permissions == _visitor.Permissions
        && now.Reader is { } reader && _visitor.Reader is { } then && reader.CanReadPii == then.CanReadPii
        && string.Equals(now.Person, _visitor.Person, StringComparison.Ordinal) && string.Equals(reader.Name, then.Name, StringComparison.Ordinal)
        && IsSame(reader.Scope, then.Scope);

    private static bool IsSame(ConversationScope one, ConversationScope other)
        => IsSame(one.AgentIds, other.AgentIds) && IsSame(one.AccountIds, other.AccountIds);

    private static bool IsSame(IReadOnlyList<string>? one, IReadOnlyList<string>? other)
        => one is null || other is null ? ReferenceEquals(one, other) : one.SequenceEqual(other, StringComparer.Ordinal);
}
