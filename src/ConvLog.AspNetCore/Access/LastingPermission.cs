using ConvLog.Records;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Access;

/// <summary>
/// Whether the sender of a request that takes long, a stream or an export, may still read as they did when they were let in. Keys and sessions are looked at
/// each time, and the host signs its users in again every 5 seconds. With a check of 2 seconds at most, and 20 seconds at most for sending what was permitted
/// before, no stream sends anything 30 seconds after the answer would be no.
/// </summary>
/// <param name="visitors">Says who makes a request.</param>
/// <param name="context">The request, which was let in.</param>
/// <param name="time">The clock.</param>
internal sealed class LastingPermission(Visitors visitors, HttpContext context, TimeProvider time)
{
    // To sign in may cost the host a query of its database, and there may be hundreds of streams.
    private static readonly TimeSpan s_hostPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_hostPatience = TimeSpan.FromSeconds(2);

    private readonly Visitor _visitor = Visitors.Last(context) ?? throw new InvalidOperationException("Nobody was let in.");
    private long _asked = time.GetTimestamp();

    /// <summary>Looks again. What fails, does not answer or differs in anything means no.</summary>
    /// <returns>
    /// Null while they may read as before; else <see cref="VisitorKind.Stranger"/> if what they signed in with at the host is no longer valid, and
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
