using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog;

/// <content>
/// Finds the conversation, turn or answer to change, and writes the change. It reads no personal data, so that its duration does not depend on hidden
/// data.
/// </content>
public sealed partial class ConversationTeam
{
    // Stores do not return a revoked rating. If the clock of the host that revoked it is ahead, a rating with the current time would be ignored, so a later
    // time is tried.
    private static readonly TimeSpan[] s_aheadOfTheClock = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1)];

    private async ValueTask<TeamResult> ReplaceAsync(
        Reader reader, string conversationId, TurnKey turn, Guid annotationId, Func<AnnotationRecord, AnnotationRecord> change,
            CancellationToken cancellationToken)
    {
        var (outcome, conversation, found) = await FindTurnAsync(reader, conversationId, turn, cancellationToken).ConfigureAwait(false);
        if (outcome != TeamOutcome.Done)
        {
            return new TeamResult { Outcome = outcome };
        }

        var existing = conversation!.Annotations.FirstOrDefault(annotation => annotation.Id == annotationId
            && string.Equals(annotation.TurnId, found!.Id, StringComparison.Ordinal));
        return existing is null
            ? new TeamResult { Outcome = TeamOutcome.NoAnnotation }
            : await ReplaceAsync(change(existing), conversation, reader, existing, cancellationToken).ConfigureAwait(false);
    }

    // A rating, improved answer or label can be removed from any conversation.
    private async ValueTask<TeamResult> ReplaceAsync(
        AnnotationRecord changed, StoredConversation conversation, Reader reader, AnnotationRecord existing, CancellationToken cancellationToken)
    {
        var outcome = changed.IsRemoved ? TeamOutcome.Done : ForText(TeamOutcome.Done, conversation.Summary);
        return outcome != TeamOutcome.Done
            ? new TeamResult { Outcome = outcome }
            : await WriteAsync(changed with { Author = Clean(reader.Name), CreatedAt = NextMoment(existing.CreatedAt) }, existing.Id,
                cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<(TeamOutcome Outcome, StoredSummary? Summary)> FindAsync(Reader reader, string conversationId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrEmpty(conversationId);
        var summary = await _store.ReadCurrentSummaryAsync(conversationId, PersonalData.None, cancellationToken).ConfigureAwait(false);
        return (OutcomeOf(reader, summary), summary);
    }

    private async ValueTask<(TeamOutcome Outcome, StoredConversation? Conversation, TurnRecord? Turn)> FindTurnAsync(
        Reader reader, string conversationId, TurnKey turn, CancellationToken cancellationToken)
    {
        var (outcome, conversation) = await FindWholeAsync(reader, conversationId, cancellationToken).ConfigureAwait(false);
        return outcome != TeamOutcome.Done ? (outcome, null, null)
            : TurnOf(conversation!, turn) is { } found ? (outcome, conversation, found) : (TeamOutcome.NoTurn, null, null);
    }

    private static TurnRecord? TurnOf(StoredConversation conversation, TurnKey turn)
        => turn.Id is { } id ? conversation.Turns.FirstOrDefault(known => TurnParts.IsCalled(known, id))
            : turn.Ordinal is { } ordinal ? conversation.Turns.ElementAtOrDefault(ordinal - 1) : null;

    private async ValueTask<TeamResult> WriteAsync(StoreRecord record, Guid? id, CancellationToken cancellationToken)
    {
        await _store.WriteAsync([record], cancellationToken).ConfigureAwait(false);

        // A store ignores records of an erased conversation, so this detects an erasure during the write.
        var summary = await _store.ReadCurrentSummaryAsync(record.ConversationId, PersonalData.None, cancellationToken).ConfigureAwait(false);
        var outcome = OutcomeOf(reader: null, summary);
        return new TeamResult { Outcome = outcome, Id = outcome == TeamOutcome.Done ? id : null };
    }

    // The state that was found may be of a change that the store could not confirm, and that the caller repeats.
    private async ValueTask<TeamResult> UnchangedAsync(CancellationToken cancellationToken)
    {
        await _store.WriteAsync([], cancellationToken).ConfigureAwait(false);
        return new TeamResult { Outcome = TeamOutcome.Done, IsUnchanged = true };
    }

    // Null if a revocation with a later time makes it ineffective.
    private async ValueTask<TeamResult?> WriteFeedbackAsync(FeedbackRecord record, CancellationToken cancellationToken)
    {
        await _store.WriteAsync([record], cancellationToken).ConfigureAwait(false);
        var conversation = await _store.ReadCurrentAsync(record.ConversationId, PersonalData.None, cancellationToken).ConfigureAwait(false);
        var outcome = OutcomeOf(reader: null, conversation?.Summary);
        bool stands = outcome != TeamOutcome.Done
            || conversation!.Feedback.Any(kept => kept.Source == record.Source && string.Equals(kept.TurnId, record.TurnId, StringComparison.Ordinal));
        return stands ? new TeamResult { Outcome = outcome } : null;
    }

    private static TeamOutcome OutcomeOf(Reader? reader, StoredSummary? summary)
    {
        if (summary is null || reader?.Scope.Includes(summary.Conversation.AgentId, summary.Conversation.AccountId) is false)
        {
            return TeamOutcome.NoConversation;
        }

        return summary.IsErasurePending ? TeamOutcome.ErasurePending
            : summary.Conversation.Recording == Recording.Off ? TeamOutcome.NotRecorded
            : TeamOutcome.Done;
    }

    /// <summary>The outcome for a text, which is stored only if everything is recorded.</summary>
    private static TeamOutcome ForText(TeamOutcome outcome, StoredSummary? summary)
        => outcome == TeamOutcome.Done && summary!.Conversation.Recording != Recording.Full ? TeamOutcome.NotRecorded : outcome;

    private static FeedbackRecord? RatingOf(StoredConversation conversation, TurnRecord turn, FeedbackSource source)
        => conversation.Feedback.FirstOrDefault(kept => kept.Source == source && string.Equals(kept.TurnId, turn.Id, StringComparison.Ordinal));

    private string? Clean(string? text)
    {
        LossSet told = default; // The text itself has a truncation mark.
        return text is null ? null : TextRules.Clean(text, LongestText, ref told);
    }

    // Changes are ordered by their time. A second change in the same clock tick would be ignored, as would a replacement of a change from a
    // host whose clock is ahead.
    private DateTimeOffset NextMoment(DateTimeOffset? after = null)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            _lastMoment = now > _lastMoment ? now : _lastMoment.AddTicks(1);
            return after >= _lastMoment ? after.Value.AddTicks(1) : _lastMoment;
        }
    }
}
