using ConvLog.AspNetCore.Access;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Api.Live;

/// <summary>
/// Whether who opened a stream may still read as they did then: keys and sessions are looked at before anything is sent, and the host signs its users in again
/// every 5 seconds. With a check of 2 seconds at most, and 20 seconds at most for sending what was permitted (<see cref="LiveResult"/>), nothing is sent
/// 30 seconds after the answer would be no.
/// </summary>
/// <param name="visitors">Says who makes a request.</param>
/// <param name="call">The request, as it was let in.</param>
/// <param name="time">The clock.</param>
internal sealed class LivePermission(Visitors visitors, ApiCall call, TimeProvider time)
{
    // To sign in may cost the host a query of its database, and there may be hundreds of streams.
    private static readonly TimeSpan s_hostPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_hostPatience = TimeSpan.FromSeconds(2);

    private long _asked = time.GetTimestamp();

    /// <summary>Looks again. What fails, does not answer or differs in anything means no.</summary>
    /// <returns>Why the stream ends; null while the reader may read as before.</returns>
    public async ValueTask<LiveEnd?> CheckAsync()
    {
        if (time.GetElapsedTime(_asked) >= s_hostPause)
        {
            var refused = await visitors.AskHostAgainAsync(call.Context, call.Visitor, s_hostPatience).ConfigureAwait(false);
            _asked = time.GetTimestamp();
            if (refused is not null)
            {
                return refused.Kind == VisitorKind.Stranger ? LiveEnd.Expired : LiveEnd.Permission;
            }
        }

        return IsSame(visitors.OfOwnApi(call.Context, isChange: false)) ? null : LiveEnd.Permission;
    }

    private bool IsSame(Visitor now) => now.Kind == call.Visitor.Kind && now.Permissions == call.Visitor.Permissions
        && now.Reader is { } reader && reader.CanReadPii == call.Reader.CanReadPii
        && string.Equals(reader.Id, call.Reader.Id, StringComparison.Ordinal) && string.Equals(reader.Name, call.Reader.Name, StringComparison.Ordinal)
        && IsSame(reader.Scope, call.Reader.Scope);

    private static bool IsSame(ConversationScope one, ConversationScope other)
        => IsSame(one.AgentIds, other.AgentIds) && IsSame(one.AccountIds, other.AccountIds);

    private static bool IsSame(IReadOnlyList<string>? one, IReadOnlyList<string>? other)
        => one is null || other is null ? ReferenceEquals(one, other) : one.SequenceEqual(other, StringComparer.Ordinal);
}
