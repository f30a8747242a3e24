using ConvLog.Entries;
using ConvLog.Privacy;

namespace ConvLog.Records;

/// <summary>
/// The part of a record that is kept in a conversation with limited recording. Such conversations already omit texts when they log: this applies to records of
/// other openings of the same conversation, and to what people add.
/// </summary>
/// <remarks>The operation is idempotent: a record without texts is returned unchanged.</remarks>
public static class RecordedPart
{
    /// <summary>The part of any record that is kept; null if none is.</summary>
    /// <param name="record">The record.</param>
    /// <param name="level">The strictest level of the openings of its conversation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="record"/> is null.</exception>
    public static StoreRecord? Of(StoreRecord record, Recording level)
    {
        ArgumentNullException.ThrowIfNull(record);
        return RecordingLevels.Normalize(level) switch
        {
            Recording.Full => record,
            Recording.MetadataOnly => WithoutText(record),
            _ => record is ConversationRecord { Recording: Recording.Off } opening ? Of(opening) : null, // The store needs it to know that recording is off.
        };
    }

    private static StoreRecord? WithoutText(StoreRecord record) => record switch
    {
        ConversationRecord opening => Of(opening),
        TurnRecord turn => Of(turn),
        TurnChangeRecord change => Of(change),
        FunctionEventRecord call => call is { Arguments.Count: 0, Result: null, Error: null, Approval: null or { DecidedBy: null, Reason: null } }
            ? call : call with { Arguments = default, Result = null, Error = null, Approval = Of(call.Approval) },
        EntryRecord entry => Of(entry),
        ApiResponseRecord response => IsKept(response.Url) && response is { ErrorBody: null, Fields.Count: 0 }
            ? response : response with { Url = Of(response.Url), ErrorBody = null, Fields = default },
        StateChangeRecord change => Of(change),
        HandoffRecord handoff => Of(handoff),
        MetricRecord metric => EntryCapture.IsMetadata(metric.Metric) ? metric : null,
        ModelCallRecord call => call is { Error: null, Parameters: null or { ResponseFormat: null } }
            ? call : call with { Error = null, Parameters = call.Parameters is null ? null : call.Parameters with { ResponseFormat = null } },
        ModelMessageRecord message => Of(message),
        FeedbackRecord feedback => feedback.Comment is null ? feedback : feedback with { Comment = null },
        AnnotationRecord annotation => annotation.IsRemoved ? annotation with { ImprovedAnswer = "" } : null,
        NoteRecord => null,
        DeadLetterRecord letter => letter.Payload is null ? letter : letter with { Payload = null },
        ScoreRecord score => score.Comment is null ? score : score with { Comment = null },
        LabelRecord or ReadMarkRecord or AssignmentRecord => record,
        _ => throw new ArgumentException($"It is not known what is text of records of type {record.GetType().Name}.", nameof(record)),
    };

    // The opening itself records the stricter level, in case the stricter opening is lost.
    private static ConversationRecord Of(ConversationRecord opening) => opening with
    {
        UserId = null,
        FromNumber = null,
        ToNumber = null,
        Attributes = default,
        Handoff = opening.Handoff is { } handoff ? handoff with { Destination = MaskedText.NotRecorded, Reason = null } : null,
        Recording = RecordingLevels.Stricter(opening.Recording, Recording.MetadataOnly),
    };

    // The names of agents are kept, like those of functions.
    private static HandoffRecord Of(HandoffRecord handoff)
        => (handoff.Kind == HandoffKind.Agent || IsKept(handoff.Destination)) && handoff is { Reason: null, Explanation: null, Person: null }
        ? handoff
        : handoff with
        {
            Destination = handoff.Kind == HandoffKind.Agent ? handoff.Destination : Of(handoff.Destination),
            Reason = null,
            Explanation = null,
            Person = null,
        };

    private static TurnRecord Of(TurnRecord turn)
    {
        string? error = turn.Error is null || turn.ErrorType is not null ? null : MaskedText.NotRecorded;
        return IsKept(turn.UserInput) && IsKept(turn.AgentResponse) && IsKept(turn.Heard) && IsKept(turn.Streamed) && turn.Author is null
            && turn.Said.All(static part => IsKept(part.Text)) && turn.Late?.Texts(turn.AgentResponse).All(IsKept) != false
            && string.Equals(turn.Error, error, StringComparison.Ordinal)
            ? turn
            : turn with
            {
                UserInput = Of(turn.UserInput),
                AgentResponse = Of(turn.AgentResponse),
                Heard = Of(turn.Heard),
                Streamed = Of(turn.Streamed),
                Said = [.. turn.Said.Select(static part => part with { Text = Of(part.Text) })],
                Late = turn.Late?.With(Of, turn.AgentResponse),
                Author = null,
                Error = error,
            };
    }

    private static TurnChangeRecord Of(TurnChangeRecord change)
        => IsKept(change.Heard) && IsKept(change.UserInput) && IsKept(change.AddedInput) && IsKept(change.Said)
            && change.Part?.Texts.All(IsKept) != false
        ? change
        : change with
        {
            Heard = Of(change.Heard),
            UserInput = Of(change.UserInput),
            AddedInput = Of(change.AddedInput),
            Said = Of(change.Said),
            Part = change.Part?.With(Of),
        };

    private static FunctionApproval? Of(FunctionApproval? approval) => approval is null ? null : approval with { DecidedBy = null, Reason = null };

    private static EntryRecord Of(EntryRecord entry)
    {
        LogField[] kept = [.. entry.Fields.Where(IsCircumstance)];
        return IsKept(entry.Content) && kept.Length == entry.Fields.Count ? entry : entry with { Content = Of(entry.Content), Fields = new LogFields(kept) };
    }

    // The exception type logged with the message, and the function event or turn that a late entry follows.
    private static bool IsCircumstance(LogField field) => !field.IsPii && field.Key switch
    {
        ExceptionFields.Key => IsTypeName(FieldText.Of(field)),
        "after" => Guid.TryParse(FieldText.Of(field), out _),
        _ => false,
    };

    private static bool IsTypeName(string text)
        => text.Length > 0 && char.IsAsciiLetter(text[0])
        && text.All(static c => char.IsAsciiLetterOrDigit(c) || "._+`<>[],".Contains(c, StringComparison.Ordinal));

    private static StateChangeRecord Of(StateChangeRecord change)
    {
        string key = change.Variable.Key;
        return change.Kind == StateChangeKind.Removed
            ? change with { Variable = (key, (string?)null) }
            : change with { Variable = LogField.Pii(key, MaskedText.NotRecorded, MaskedText.NotRecorded) };
    }

    // Kept under its ID, because model calls refer to it.
    private static ModelMessageRecord Of(ModelMessageRecord record)
    {
        var message = record.Message;
        return IsKept(message.Text) && IsKept(message.Reasoning ?? "") && message.ToolCalls.All(static call => call.Arguments.Count == 0)
            ? record
            : record with
            {
                Message = ModelMessage.Stored(
                    message.Role,
                    Of(message.Text),
                    [.. message.ToolCalls.Select(static call => new ModelToolCall(call.CallId, call.Name, default(LogFields)))],
                    message.ToolCallId,
                    utterancesArePersonal: message.Role is ModelRole.User or ModelRole.Assistant && message.IsPersonal,
                    message.Reasoning is null ? null : MaskedText.NotRecorded,
                    message.Author),
            };
    }

    private static bool IsKept(string text) => text.Length == 0 || string.Equals(text, MaskedText.NotRecorded, StringComparison.Ordinal);

    private static bool IsKept(MaskedText text) => !text.IsMasked && IsKept(text.Text);

    private static string Of(string text) => text.Length == 0 ? "" : MaskedText.NotRecorded;

    private static MaskedText Of(MaskedText text) => text.IsEmpty ? default : MaskedText.NotRecorded;
}
