using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Privacy;

namespace ConvLog;

/// <content>Who of the team is to look at a conversation.</content>
public sealed partial class ConversationTeam
{
    /// <summary>Assigns a conversation to a colleague. It replaces an earlier assignment; does nothing where the same stands.</summary>
    /// <param name="reader">Who assigns it.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="colleague">The name of the colleague, as the host's users are named. Every reader may see it.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    /// <exception cref="ArgumentException"><paramref name="colleague"/> is null, empty or blank.</exception>
    public ValueTask<TeamResult> AssignAsync(Reader reader, string conversationId, string colleague, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(colleague);
        return AssignToAsync(reader, conversationId, Kept(colleague.Trim()), cancellationToken);
    }

    /// <summary>Removes the assignment of a conversation. Does nothing where it is assigned to nobody.</summary>
    /// <param name="reader">Who does so.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    public ValueTask<TeamResult> UnassignAsync(Reader reader, string conversationId, CancellationToken cancellationToken = default)
        => AssignToAsync(reader, conversationId, colleague: null, cancellationToken);

    private async ValueTask<TeamResult> AssignToAsync(Reader reader, string conversationId, string? colleague, CancellationToken cancellationToken)
    {
        var (outcome, conversation) = await FindWholeAsync(reader, conversationId, cancellationToken).ConfigureAwait(false);
        if (outcome != TeamOutcome.Done)
        {
            return new TeamResult { Outcome = outcome };
        }

        // Whoever gives their own name means themselves, and not a colleague of the same name.
        string? person = colleague is not null && string.Equals(colleague, Kept(reader.Name), StringComparison.Ordinal) ? PersonTag.Of(reader) : null;
        var standing = conversation!.Assignment;
        if (string.Equals(standing?.AssignedTo, colleague, StringComparison.Ordinal)
            && (person is null || string.Equals(standing?.AssignedToId, person, StringComparison.Ordinal)))
        {
            return new TeamResult { Outcome = TeamOutcome.Done, IsUnchanged = true };
        }

        var record = new AssignmentRecord
        {
            ConversationId = conversationId,
            AssignedTo = colleague,
            AssignedToId = person,
            AssignedBy = Kept(reader.Name),
            AssignedAt = NextMoment(standing?.AssignedAt),
        };
        return (await WriteAsync(record, id: null, cancellationToken).ConfigureAwait(false)) with { AssignedBefore = standing?.AssignedTo };
    }
}
