using ConvLog.AspNetCore.Access;
using ConvLog.Records;

namespace ConvLog.AspNetCore.Api.Live;

/// <summary>Whether who opened a stream may still read as they did then: keys, sessions and the host's policies are looked at again while it runs.</summary>
/// <param name="visitors">Says who makes a request.</param>
/// <param name="call">The request, as it was let in.</param>
/// <param name="time">The clock.</param>
internal sealed class LivePermission(Visitors visitors, ApiCall call, TimeProvider time)
{
    // The host's policies may cost more than a look, and may not answer at all.
    private static readonly TimeSpan s_hostPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_hostPatience = TimeSpan.FromSeconds(2);

    private long _asked = time.GetTimestamp();

    /// <summary>Looks again. What fails, does not answer or differs in anything means no.</summary>
    public async ValueTask<bool> HoldsAsync()
    {
        try
        {
            if (time.GetElapsedTime(_asked) >= s_hostPause)
            {
                await visitors.AskHostAsync(call.Context).AsTask().WaitAsync(s_hostPatience, time, call.Aborted).ConfigureAwait(false);
                _asked = time.GetTimestamp();
            }

            var now = visitors.OfOwnApi(call.Context, isChange: false);
            return now.Permissions == call.Visitor.Permissions && now.Reader is { } reader && reader.CanReadPii == call.Reader.CanReadPii
                && string.Equals(reader.Name, call.Reader.Name, StringComparison.Ordinal) && IsSame(reader.Scope, call.Reader.Scope);
        }
        catch (Exception) when (!call.Aborted.IsCancellationRequested)
        {
            return false;
        }
    }

    private static bool IsSame(ConversationScope one, ConversationScope other)
        => IsSame(one.AgentIds, other.AgentIds) && IsSame(one.AccountIds, other.AccountIds);

    private static bool IsSame(IReadOnlyList<string>? one, IReadOnlyList<string>? other)
        => one is null || other is null ? ReferenceEquals(one, other) : one.SequenceEqual(other, StringComparer.Ordinal);
}
