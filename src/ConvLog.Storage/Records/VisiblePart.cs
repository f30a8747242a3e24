using ConvLog.Entries;

namespace ConvLog.Records;

/// <summary>
/// The visible part of a record, which remains when its personal data is deleted permanently: each personal value is replaced by its redacted form. A reader
/// without the permission sees no difference. The values are still marked as personal, to distinguish them from values that were never hidden.
/// </summary>
/// <remarks>The operation is idempotent: the visible part of a visible part is the same.</remarks>
public static class VisiblePart
{
    /// <summary>The visible part of any record; null if the record is personal as a whole.</summary>
    /// <param name="record">The record.</param>
    /// <param name="pseudonym">The pseudonym that replaces the end user's id in an opening; null for <see cref="MaskedText.Redacted"/>.</param>
    /// <param name="utterancesArePersonal">Whether all utterances are personal, not only masked ones.</param>
    public static StoreRecord? Of(StoreRecord record, string? pseudonym, bool utterancesArePersonal)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record switch
        {
            ConversationRecord opening => Of(opening, pseudonym),
            TurnRecord turn => Of(turn, utterancesArePersonal),
            TurnChangeRecord change => Of(change, utterancesArePersonal),
            FunctionEventRecord call => Of(call),
            ModelMessageRecord message => Of(message, utterancesArePersonal),
            ScopedRecord logged => Of(logged),
            FeedbackRecord feedback => Of(feedback),
            AnnotationRecord annotation => Of(annotation),
            NoteRecord note => Of(note),
            ScoreRecord score => Of(score),
            DeadLetterRecord letter => Of(letter),
            LabelRecord or ReadMarkRecord or AssignmentRecord => record,
            _ => throw new ArgumentException($"It is not known what is personal of records of type {record.GetType().Name}.", nameof(record)),
        };
    }

    /// <summary>The visible part of an opening, or of the known properties of a conversation.</summary>
    /// <param name="opening">The record.</param>
    /// <param name="pseudonym">The pseudonym that replaces the end user's ID.</param>
    internal static ConversationRecord Of(ConversationRecord opening, string? pseudonym) => opening with
    {
        UserId = string.IsNullOrEmpty(opening.UserId) ? opening.UserId : pseudonym ?? MaskedText.Redacted,
        FromNumber = opening.FromNumber is null ? null : MaskedText.RedactedNumber,
        ToNumber = opening.ToNumber is null ? null : MaskedText.RedactedNumber,
        Attributes = Personal(opening.Attributes),
    };

    /// <summary>The visible part of a turn.</summary>
    /// <param name="turn">The record.</param>
    /// <param name="utterancesArePersonal">Whether all utterances are personal, not only masked ones.</param>
    internal static TurnRecord Of(TurnRecord turn, bool utterancesArePersonal) => turn with
    {
        UserInput = Of(turn.UserInput, utterancesArePersonal),
        AgentResponse = Of(turn.AgentResponse, utterancesArePersonal),
        Heard = Of(turn.Heard, utterancesArePersonal),
        Streamed = Of(turn.Streamed, utterancesArePersonal),
        Said = [.. turn.Said.Select(part => part with { Text = Of(part.Text, utterancesArePersonal) })],
        Late = turn.Late?.With(text => Of(text, utterancesArePersonal), turn.AgentResponse),
        Author = Of(turn.Author),
        Error = Of(turn.Error),
    };

    // Whether the answer has a mask is unknown here, so the text that was heard counts as personal.
    private static TurnChangeRecord Of(TurnChangeRecord change, bool utterancesArePersonal) => change with
    {
        Heard = Of(change.Heard.IsEmpty || change.Heard.IsMasked ? change.Heard : new MaskedText(change.Heard.Text), utterancesArePersonal),
        UserInput = Of(change.UserInput, utterancesArePersonal),
        AddedInput = Of(change.AddedInput, utterancesArePersonal),
        Said = Of(change.Said, utterancesArePersonal),
        Part = change.Part?.With(text => Of(text, utterancesArePersonal)),
    };

    /// <summary>The visible part of an utterance.</summary>
    /// <param name="utterance">The text.</param>
    /// <param name="utterancesArePersonal">Whether all utterances are personal, including their masked form.</param>
    internal static MaskedText Of(MaskedText utterance, bool utterancesArePersonal)
    {
        if (utterancesArePersonal)
        {
            return utterance.IsEmpty ? default : new MaskedText(MaskedText.Redacted, MaskedText.Redacted);
        }

        return utterance.IsMasked ? new MaskedText(utterance.Shown, utterance.Shown) : utterance;
    }

    /// <summary>The visible part of a function event.</summary>
    /// <param name="call">The record.</param>
    internal static FunctionEventRecord Of(FunctionEventRecord call) => call with
    {
        Arguments = Personal(call.Arguments),
        Result = call.Result?.AsPii().Stripped(),
        Error = Of(call.Error),
        Approval = call.Approval is { } approval ? approval with { DecidedBy = Of(approval.DecidedBy), Reason = Of(approval.Reason) } : null,
        Losses = call.VisibleLosses,
    };

    /// <summary>The visible part of a logged record; null if it is hidden from readers without the permission.</summary>
    /// <param name="logged">The record.</param>
    internal static ScopedRecord? Of(ScopedRecord logged) => logged switch
    {
        EntryRecord entry => Of(entry),
        ApiResponseRecord response => Of(response),
        StateChangeRecord change => Of(change),
        MetricRecord metric => metric with { Metric = metric.Metric.Stripped() },
        HandoffRecord handoff => handoff with { Explanation = Of(handoff.Explanation), Person = Of(handoff.Person) },
        ModelCallRecord call => call with { Error = Of(call.Error) },
        ModelMessageRecord message => Of(message, utterancesArePersonal: false),
        _ => throw new ArgumentException($"It is not known what is personal of records of type {logged.GetType().Name}.", nameof(logged)),
    };

    /// <summary>The visible part of a message to or from a language model.</summary>
    /// <param name="message">The record.</param>
    /// <param name="utterancesArePersonal">Whether all utterances are personal, not only masked ones.</param>
    internal static ModelMessageRecord Of(ModelMessageRecord message, bool utterancesArePersonal)
        => message with { Message = (utterancesArePersonal ? message.Message.AsPersonal() : message.Message).VisiblePart() };

    /// <summary>The visible part of an entry; null if it is personal as a whole.</summary>
    /// <param name="entry">The record.</param>
    internal static EntryRecord? Of(EntryRecord entry) => entry.IsPii ? null : entry with { Fields = Marked(entry.Fields) };

    /// <summary>The visible part of an API response; null if it is personal as a whole.</summary>
    /// <param name="response">The record.</param>
    internal static ApiResponseRecord? Of(ApiResponseRecord response) => response.IsPii ? null : response with
    {
        Url = UrlText.WithoutQuery(response.Url) is var path && path.Length < response.Url.Length ? $"{path}?{MaskedText.Redacted}" : response.Url,
        ErrorBody = Of(response.ErrorBody),
        Fields = Marked(response.Fields),
    };

    /// <summary>The visible part of a rating.</summary>
    /// <param name="feedback">The record.</param>
    internal static FeedbackRecord Of(FeedbackRecord feedback) => feedback with { Comment = Of(feedback.Comment) };

    /// <summary>The visible part of an improved answer.</summary>
    /// <param name="annotation">The record.</param>
    internal static AnnotationRecord Of(AnnotationRecord annotation) => annotation with { ImprovedAnswer = MaskedText.Redacted };

    /// <summary>The visible part of a note.</summary>
    /// <param name="note">The record.</param>
    internal static NoteRecord Of(NoteRecord note) => note with { Text = MaskedText.Redacted };

    /// <summary>The visible part of a score.</summary>
    /// <param name="score">The record.</param>
    internal static ScoreRecord Of(ScoreRecord score) => score with { Comment = Of(score.Comment) };

    /// <summary>The visible part of a dead letter.</summary>
    /// <param name="letter">The record.</param>
    internal static DeadLetterRecord Of(DeadLetterRecord letter) => letter with { Payload = null };

    // The last value of a removed variable is not included, so its field is personal only if it was marked as such.
    private static StateChangeRecord Of(StateChangeRecord change)
        => change with { Variable = (change.Kind == StateChangeKind.Removed ? change.Variable : change.Variable.AsPii()).Stripped() };

    private static string? Of(string? text) => text is null ? null : MaskedText.Redacted;

    /// <summary>Fields that are all personal.</summary>
    private static LogFields Personal(LogFields fields) => Each(fields, static field => field.AsPii().Stripped());

    /// <summary>Fields that are personal only if they are marked as such.</summary>
    private static LogFields Marked(LogFields fields) => Each(fields, static field => field.Stripped());

    private static LogFields Each(LogFields fields, Func<LogField, LogField> part) => fields.Count == 0 ? fields : new LogFields([.. fields.Select(part)]);
}
