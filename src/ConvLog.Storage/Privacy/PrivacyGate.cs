using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage.Records;

namespace ConvLog.Storage.Privacy;

/// <summary>
/// The privacy gate: converts stored records to views for one reader. Only the gate creates views, and only views leave the library.
/// </summary>
/// <remarks>Masks do not depend on hidden data, and counts exclude it: two stores that differ only in personal data give the same view to a reader without the
/// permission.</remarks>
internal sealed partial class PrivacyGate(PrivacyOptions options, TimeProvider time, TimeSpan idleTimeout, TimeSpan maximumWait)
{
    /// <summary>
    /// The effective reader of a conversation: while its erasure is pending because of a legal hold, no reader sees its personal data.
    /// </summary>
    public static Reader ReaderOf(StoredSummary stored, Reader reader) => stored.IsErasurePending ? WithoutPermission(reader) : reader;

    /// <summary>The same reader without the permission to see personal data.</summary>
    public static Reader WithoutPermission(Reader reader) => reader with { CanReadPii = false, AsksForPii = false };

    /// <summary>
    /// The personal data that a read for a reader needs in full: the data that the reader may see, and positions of withheld entries for a reader who can
    /// request it.
    /// </summary>
    public PersonalData NeededBy(Reader reader)
        => reader.CanReadPii ? PersonalData.All
        : (reader.AsksForPii ? PersonalData.Places : PersonalData.None)
        | IfVisible(PersonalData.Conversations, options.UserId, options.PhoneNumbers, options.Attributes)
        | IfVisible(PersonalData.Facts, options.UrlQueries, options.ApiErrorBodies, options.StateValues)
        | IfVisible(PersonalData.Facts, options.SystemPrompts, options.FunctionResults, options.FunctionArguments)
        | IfVisible(PersonalData.Facts, options.ErrorTexts, options.Reasoning)
        | IfVisible(PersonalData.Turns, options.ErrorTexts)
        | IfVisible(PersonalData.FunctionEvents, options.FunctionArguments, options.FunctionResults, options.ErrorTexts)
        | IfVisible(PersonalData.Comments, options.FeedbackComments)
        | IfVisible(PersonalData.TeamTexts, options.TeamTexts);

    public ConversationSummaryView View(StoredSummary stored, Reader reader)
    {
        bool mayReveal = reader.CanReadPii || reader.AsksForPii;
        reader = ReaderOf(stored, reader);
        var conversation = stored.Conversation;
        var counts = reader.CanReadPii ? stored.All : stored.Visible;
        var endedAt = EndedAt(stored, counts);
        return new ConversationSummaryView
        {
            ConversationId = conversation.ConversationId,
            AgentId = conversation.AgentId,
            AccountId = conversation.AccountId,
            ProjectId = conversation.ProjectId,
            Environment = conversation.Environment,
            Channel = conversation.Channel,
            Direction = conversation.Direction,
            User = User(stored, reader),
            UserPseudonym = stored.UserPseudonym,
            Users = Users(stored, reader),
            FromNumber = Masked(conversation.FromNumber, options.PhoneNumbers, reader, MaskedText.RedactedNumber),
            ToNumber = Masked(conversation.ToNumber, options.PhoneNumbers, reader, MaskedText.RedactedNumber),
            VariantId = conversation.VariantId,
            Language = conversation.Language,
            Handoff = conversation.Handoff,
            EndReason = conversation.EndReason,
            Recording = conversation.Recording,
            Title = Utterance(stored.Title, reader),
            StartedAt = stored.StartedAt,
            LastActivityAt = counts.LastActivityAt,
            EndedAt = endedAt,
            TurnCount = stored.TurnCount,
            ModelCallCount = stored.ModelCallCount,
            FunctionOutcomes = [.. stored.FunctionOutcomes.Select(outcome => Outcome(outcome, endedAt))],
            Problems = stored.Problems(counts, hasEnded: endedAt is not null),
            InterruptedTurnCount = stored.InterruptedTurnCount,
            RefusedTurnCount = stored.RefusedTurnCount,
            EntryCount = counts.Entries,
            WarningCount = counts.Warnings,
            ErrorCount = counts.Errors,
            TotalTokens = stored.TotalTokens,
            Cost = ConversationCost.ToAmount(stored.Cost),
            UserLikes = stored.Ratings.GetValueOrDefault((FeedbackSource.User, FeedbackRating.Like)),
            UserDislikes = stored.Ratings.GetValueOrDefault((FeedbackSource.User, FeedbackRating.Dislike)),
            TeamLikes = stored.Ratings.GetValueOrDefault((FeedbackSource.Team, FeedbackRating.Like)),
            TeamDislikes = stored.Ratings.GetValueOrDefault((FeedbackSource.Team, FeedbackRating.Dislike)),
            Labels = stored.Labels,
            RatingReasons = stored.RatingReasons,
            Scores = stored.Scores,
            SlowestLatency = stored.SlowestLatency,
            IsAnnotated = stored.IsAnnotated,
            ReadBy = stored.ReadMark?.ReadBy,
            ReadAt = stored.ReadMark?.ReadAt,
            AssignedTo = stored.Assignment?.AssignedTo,
            IsAssignedToReader = stored.Assignment is { AssignedTo: not null } assignment
                && PersonTag.IsOf(reader, reader.Name, assignment.AssignedToId, assignment.AssignedTo),
            AssignedBy = stored.Assignment?.AssignedBy,
            AssignedAt = stored.Assignment?.AssignedAt,
            PiiPurgedAt = stored.PiiPurgedAt,
            IsErasurePending = mayReveal && stored.IsErasurePending,
        };
    }

    public UserView View(StoredUser stored, Reader reader)
        => new()
        {
            User = User(stored.UserId, stored.Pseudonym, reader),
            Pseudonym = stored.Pseudonym,
            Conversations = stored.Conversations,
            ProblemConversations = reader.CanReadPii ? stored.AllProblemConversations : stored.VisibleProblemConversations,
            FirstStartedAt = stored.FirstStartedAt,
            LastStartedAt = stored.LastStartedAt,
        };

    // In the store all of this is personal, even if the host shows it to all readers.
    private static PersonalData IfVisible(PersonalData needed, PrivacyClass one, PrivacyClass other = PrivacyClass.Personal,
        PrivacyClass third = PrivacyClass.Personal)
        => one == PrivacyClass.Visible || other == PrivacyClass.Visible || third == PrivacyClass.Visible ? needed : PersonalData.None;

    /// <summary>Conversations without activity after this time count as ended.</summary>
    public DateTimeOffset IdleSince => time.GetUtcNow() is var now && now - DateTimeOffset.MinValue > idleTimeout ? now - idleTimeout : DateTimeOffset.MinValue;

    /// <summary>Turns that have been waiting since this time or longer are abandoned.</summary>
    public DateTimeOffset WaitingSince
        => time.GetUtcNow() is var now && now - DateTimeOffset.MinValue > maximumWait ? now - maximumWait : DateTimeOffset.MinValue;

    // Closed by its host, or past the idle timeout: determined when it is read, so no background job is needed.
    private DateTimeOffset? EndedAt(StoredSummary stored, ActivityCounts counts)
        => stored.ClosedAt ?? (counts.LastActivityAt <= IdleSince ? counts.LastActivityAt : null);

    private VisibleText? User(StoredSummary stored, Reader reader)
    {
        bool isPii = options.UserId == PrivacyClass.Personal;
        if (stored.Conversation.UserId is not { Length: > 0 } user)
        {
            // If the ID was deleted with the personal data, every reader sees the pseudonym.
            return stored.UserPseudonym is { } left ? new VisibleText(left, isPii) : null;
        }

        return new VisibleText(isPii && !reader.CanReadPii ? stored.UserPseudonym ?? MaskedText.Redacted : user, isPii);
    }

    // If there are no others, the user of the conversation.
    private IReadOnlyList<ConversationUserView> Users(StoredSummary stored, Reader reader)
    {
        if (stored.Users.Count > 0)
        {
            return [.. stored.Users.Select(user => new ConversationUserView { User = User(user.UserId, user.Pseudonym, reader), Pseudonym = user.Pseudonym })];
        }

        return User(stored, reader) is { } only
            ? [new ConversationUserView { User = only, Pseudonym = stored.UserPseudonym ?? MaskedText.Redacted }] : [];
    }

    private VisibleText User(string? id, string pseudonym, Reader reader)
    {
        bool isPii = options.UserId == PrivacyClass.Personal;
        return new VisibleText(id is not null && (reader.CanReadPii || !isPii) ? id : pseudonym, isPii);
    }

    private VisibleText Utterance(MaskedText text, Reader reader) => Utterance(text, options.Utterances, reader);

    private static VisibleText Utterance(MaskedText text, PrivacyClass privacy, Reader reader)
    {
        if (privacy == PrivacyClass.Personal)
        {
            return new VisibleText(reader.CanReadPii || text.IsEmpty ? text.Text : MaskedText.Redacted, !text.IsEmpty);
        }

        return new VisibleText(reader.CanReadPii ? text.Text : text.Shown, text.IsMasked);
    }

    private static FunctionOutcome? Outcome(FunctionOutcome? outcome, DateTimeOffset? endedAt)
        => outcome ?? (endedAt is null ? null : FunctionOutcome.Abandoned);

    private static VisibleText? Masked(string? text, PrivacyClass privacy, Reader reader, string shown = MaskedText.Redacted)
    {
        if (text is null)
        {
            return null;
        }

        bool isPii = privacy == PrivacyClass.Personal;
        return new VisibleText(isPii && !reader.CanReadPii ? shown : text, isPii);
    }

    private static LogField Masked(LogField field, PrivacyClass privacy, Reader reader)
    {
        field = privacy == PrivacyClass.Personal ? field.AsPii() : field;
        return reader.CanReadPii ? field : field.Masked();
    }

    private static LogFields Masked(LogFields fields, PrivacyClass privacy, Reader reader)
    {
        if (fields.Count == 0)
        {
            return fields;
        }

        LogField[] masked = fields.ToArray();
        foreach (ref var field in masked.AsSpan())
        {
            field = Masked(field, privacy, reader);
        }

        return new LogFields(masked);
    }
}
