using ConvLog.Records;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Checks whether the sender of a long request, a stream or an export, still has the access that was granted at its start. Keys and sessions are checked each
/// time; the host authenticates its users again every 5 seconds. A check takes at most 2 seconds, and sending permitted data at most 20, so that no stream
/// sends anything 30 seconds after access was revoked.
/// </summary>
/// <param name="visitors">Identifies the sender of a request.</param>
/// <param name="context">The request, whose sender was granted access.</param>
/// <param name="time">The clock.</param>
internal sealed class ContinuedAccess(Visitors visitors, HttpContext context, TimeProvider time)
{
    // A sign-in may cost the host a database query, and there may be hundreds of streams.
    private static readonly TimeSpan s_hostPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_hostPatience = TimeSpan.FromSeconds(2);

    private readonly Visitor _visitor = Visitors.Last(context) ?? throw new InvalidOperationException("Nobody was let in.");
    private long _asked = time.GetTimestamp();

    /// <summary>Checks again. A failure, a timeout or any difference means no access.</summary>
    /// <returns>
    /// Null while access is unchanged; <see cref="VisitorKind.Unknown"/> if the host's sign-in is no longer valid; <see cref="VisitorKind.NotPermitted"/> for
    /// any other reason.
    /// </returns>
    public async ValueTask<VisitorKind?> RefusalAsync()
    {
        if (time.GetElapsedTime(_asked) >= s_hostPause)
        {
            var refused = await visitors.ReevaluateHostAsync(context, _visitor, s_hostPatience).ConfigureAwait(false);
            _asked = time.GetTimestamp();
            if (refused is not null)
            {
                return refused.Kind == VisitorKind.Unknown ? VisitorKind.Unknown : VisitorKind.NotPermitted;
            }
        }

        return IsSame(visitors.Recheck(context)) ? null : VisitorKind.NotPermitted;
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
