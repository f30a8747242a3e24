using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Privacy;

namespace ConvLog;

/// <content>Assignment of a conversation to a colleague.</content>
public sealed partial class ConversationTeam
{
    /// <summary>Assigns a conversation to a colleague, in place of an earlier assignment. Has no effect if it is already assigned to them.</summary>
    /// <param name="reader">The reader who assigns it.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="colleague">The colleague's name, as in the host's user accounts. Visible to every reader.</param>
    /// <param name="cancellationToken">A token to cancel the operation; records written by then are kept.</param>
    /// <exception cref="ArgumentException"><paramref name="colleague"/> is null, empty or blank.</exception>
    public ValueTask<TeamResult> AssignAsync(Reader reader, string conversationId, string colleague, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(colleague);
        return AssignToAsync(reader, conversationId, Clean(colleague.Trim()), cancellationToken);
    }

    /// <summary>Removes the assignment of a conversation. Has no effect if it is not assigned.</summary>
    /// <param name="reader">The reader who removes it.</param>
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

        // A reader who enters their own name means themselves, not a colleague of the same name.
        string? person = colleague is not null && string.Equals(colleague, Clean(reader.Name), StringComparison.Ordinal) ? PersonTag.Of(reader) : null;
        var standing = conversation!.Assignment;
        if (string.Equals(standing?.AssignedTo, colleague, StringComparison.Ordinal)
            && (person is null || string.Equals(standing?.AssignedToId, person, StringComparison.Ordinal)))
        {
            return await UnchangedAsync(cancellationToken).ConfigureAwait(false);
        }

        var record = new AssignmentRecord
        {
            ConversationId = conversationId,
            AssignedTo = colleague,
            AssignedToId = person,
            AssignedBy = Clean(reader.Name),
            AssignedAt = NextMoment(standing?.AssignedAt),
        };
        return (await WriteAsync(record, id: null, cancellationToken).ConfigureAwait(false)) with { AssignedBefore = standing?.AssignedTo };
    }
}
