using ConvLog.Entries;

namespace ConvLog.Records;

/// <summary>
/// The visible part of a record, which is left when its personal data is removed permanently: each personal value has its shown form. A reader without the
/// permission sees the same of both. The values stay marked as personal, to distinguish them from values that were never hidden.
/// </summary>
/// <remarks>What a visible part is made of is a visible part already: taking it twice changes nothing.</remarks>
public static class VisiblePart
{
    /// <summary>The visible part of any record; null where the record is personal as a whole.</summary>
    /// <param name="record">The record.</param>
    /// <param name="pseudonym">The pseudonym that replaces the end user's id in an opening; null for <see cref="MaskedText.Redacted"/>.</param>
    /// <param name="utterancesArePersonal">Whether everything that is said counts as personal, and not only what is masked.</param>
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

    /// <summary>An opening, or what is known of a conversation.</summary>
    /// <param name="opening">The record.</param>
    /// <param name="pseudonym">What the end user is called from then on.</param>
    internal static ConversationRecord Of(ConversationRecord opening, string? pseudonym) => opening with
    {
        UserId = string.IsNullOrEmpty(opening.UserId) ? opening.UserId : pseudonym ?? MaskedText.Redacted,
        FromNumber = opening.FromNumber is null ? null : MaskedText.RedactedNumber,
        ToNumber = opening.ToNumber is null ? null : MaskedText.RedactedNumber,
        Attributes = Personal(opening.Attributes),
    };

    /// <summary>A turn.</summary>
    /// <param name="turn">The record.</param>
    /// <param name="utterancesArePersonal">Whether all that is said counts as personal, and not only what is masked.</param>
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

    // Whether the answer has a mask is not known here: what was heard is personal.
    private static TurnChangeRecord Of(TurnChangeRecord change, bool utterancesArePersonal) => change with
    {
        Heard = Of(change.Heard.IsEmpty || change.Heard.IsMasked ? change.Heard : new MaskedText(change.Heard.Text), utterancesArePersonal),
        UserInput = Of(change.UserInput, utterancesArePersonal),
        AddedInput = Of(change.AddedInput, utterancesArePersonal),
        Said = Of(change.Said, utterancesArePersonal),
        Part = change.Part?.With(text => Of(text, utterancesArePersonal)),
    };

    /// <summary>What was said.</summary>
    /// <param name="utterance">The text.</param>
    /// <param name="utterancesArePersonal">Whether all that is said counts as personal, its shown form included.</param>
    internal static MaskedText Of(MaskedText utterance, bool utterancesArePersonal)
    {
        if (utterancesArePersonal)
        {
            return utterance.IsEmpty ? default : new MaskedText(MaskedText.Redacted, MaskedText.Redacted);
        }

        return utterance.IsMasked ? new MaskedText(utterance.Shown, utterance.Shown) : utterance;
    }

    /// <summary>A function event.</summary>
    /// <param name="call">The record.</param>
    internal static FunctionEventRecord Of(FunctionEventRecord call) => call with
    {
        Arguments = Personal(call.Arguments),
        Result = call.Result?.AsPii().Stripped(),
        Error = Of(call.Error),
        Approval = call.Approval is { } approval ? approval with { DecidedBy = Of(approval.DecidedBy), Reason = Of(approval.Reason) } : null,
        Losses = call.VisibleLosses,
    };

    /// <summary>Anything that was logged; null where nobody without the permission knows of it.</summary>
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

    /// <summary>A message to or from a language model.</summary>
    /// <param name="message">The record.</param>
    /// <param name="utterancesArePersonal">Whether all that is said counts as personal, and not only what is masked.</param>
    internal static ModelMessageRecord Of(ModelMessageRecord message, bool utterancesArePersonal)
        => message with { Message = (utterancesArePersonal ? message.Message.AsPersonal() : message.Message).VisiblePart() };

    /// <summary>An entry; null where it is personal as a whole.</summary>
    /// <param name="entry">The record.</param>
    internal static EntryRecord? Of(EntryRecord entry) => entry.IsPii ? null : entry with { Fields = Marked(entry.Fields) };

    /// <summary>An API response; null where it is personal as a whole.</summary>
    /// <param name="response">The record.</param>
    internal static ApiResponseRecord? Of(ApiResponseRecord response) => response.IsPii ? null : response with
    {
        Url = UrlText.WithoutQuery(response.Url) is var path && path.Length < response.Url.Length ? $"{path}?{MaskedText.Redacted}" : response.Url,
        ErrorBody = Of(response.ErrorBody),
        Fields = Marked(response.Fields),
    };

    /// <summary>A rating.</summary>
    /// <param name="feedback">The record.</param>
    internal static FeedbackRecord Of(FeedbackRecord feedback) => feedback with { Comment = Of(feedback.Comment) };

    /// <summary>An improved answer.</summary>
    /// <param name="annotation">The record.</param>
    internal static AnnotationRecord Of(AnnotationRecord annotation) => annotation with { ImprovedAnswer = MaskedText.Redacted };

    /// <summary>A note.</summary>
    /// <param name="note">The record.</param>
    internal static NoteRecord Of(NoteRecord note) => note with { Text = MaskedText.Redacted };

    /// <summary>A score.</summary>
    /// <param name="score">The record.</param>
    internal static ScoreRecord Of(ScoreRecord score) => score with { Comment = Of(score.Comment) };

    /// <summary>A dead letter.</summary>
    /// <param name="letter">The record.</param>
    internal static DeadLetterRecord Of(DeadLetterRecord letter) => letter with { Payload = null };

    // What a removed variable last held is not said: its field is personal only where someone marked it.
    private static StateChangeRecord Of(StateChangeRecord change)
        => change with { Variable = (change.Kind == StateChangeKind.Removed ? change.Variable : change.Variable.AsPii()).Stripped() };

    private static string? Of(string? text) => text is null ? null : MaskedText.Redacted;

    /// <summary>Fields of which all are personal.</summary>
    private static LogFields Personal(LogFields fields) => Each(fields, static field => field.AsPii().Stripped());

    /// <summary>Fields of which those are personal that are marked.</summary>
    private static LogFields Marked(LogFields fields) => Each(fields, static field => field.Stripped());

    private static LogFields Each(LogFields fields, Func<LogField, LogField> part) => fields.Count == 0 ? fields : new LogFields([.. fields.Select(part)]);
}
