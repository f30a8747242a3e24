using ConvLog.Privacy;
using ConvLog.Records;

namespace ConvLog.Storage.Records;

/// <summary>
/// The properties of every kind of record. Records of this package list their own properties; those of the core, which does not depend on storage, are listed
/// here.
/// </summary>
internal static class RecordProperties
{
    /// <summary>The name of a kind of record, in its JSON and in dead letters.</summary>
    /// <exception cref="ArgumentException">Records of its type have no name.</exception>
    public static string KindOf(StoreRecord record) => record switch
    {
        ConversationRecord => "conversation",
        TurnRecord => "turn",
        TurnChangeRecord => "turn_change",
        FunctionEventRecord => "function_event",
        EntryRecord => "entry",
        ApiResponseRecord => "api_response",
        StateChangeRecord => "state_change",
        MetricRecord => "metric",
        HandoffRecord => "handoff",
        ModelCallRecord => "model_call",
        ModelMessageRecord => "model_message",
        FeedbackRecord => "feedback",
        AnnotationRecord => "annotation",
        NoteRecord => "note",
        ScoreRecord => "score",
        LabelRecord => "label",
        ReadMarkRecord => "read_mark",
        AssignmentRecord => "assignment",
        DeadLetterRecord => "dead_letter",
        _ => throw new ArgumentException($"The properties of records of type {record.GetType().Name} are listed nowhere.", nameof(record)),
    };

    /// <summary>Visits the properties of a record of a kind; null for an unknown kind.</summary>
    /// <param name="visitor">The operation to apply to each property.</param>
    /// <param name="kind">The kind, as <see cref="KindOf"/> names it.</param>
    /// <param name="record">The record to write; null if a record is read.</param>
    public static StoreRecord? Visit<TVisitor>(ref TVisitor visitor, string kind, StoreRecord? record)
        where TVisitor : struct, IPropertyVisitor
        => kind switch
        {
            "conversation" => Visit(ref visitor, (ConversationRecord?)record),
            "turn" => TurnRecord.Visit(ref visitor, (TurnRecord?)record),
            "turn_change" => Visit(ref visitor, (TurnChangeRecord?)record),
            "function_event" => FunctionEventRecord.Visit(ref visitor, (FunctionEventRecord?)record),
            "entry" => EntryRecord.Visit(ref visitor, (EntryRecord?)record),
            "api_response" => ApiResponseRecord.Visit(ref visitor, (ApiResponseRecord?)record),
            "state_change" => Visit(ref visitor, (StateChangeRecord?)record),
            "metric" => Visit(ref visitor, (MetricRecord?)record),
            "handoff" => Visit(ref visitor, (HandoffRecord?)record),
            "model_call" => ModelCallRecord.Visit(ref visitor, (ModelCallRecord?)record),
            "model_message" => ModelMessageRecord.Visit(ref visitor, (ModelMessageRecord?)record),
            "feedback" => Visit(ref visitor, (FeedbackRecord?)record),
            "annotation" => Visit(ref visitor, (AnnotationRecord?)record),
            "note" => Visit(ref visitor, (NoteRecord?)record),
            "score" => Visit(ref visitor, (ScoreRecord?)record),
            "label" => Visit(ref visitor, (LabelRecord?)record),
            "read_mark" => ReadMarkRecord.Visit(ref visitor, (ReadMarkRecord?)record),
            "assignment" => AssignmentRecord.Visit(ref visitor, (AssignmentRecord?)record),
            "dead_letter" => DeadLetterRecord.Visit(ref visitor, (DeadLetterRecord?)record),
            _ => null,
        };

    public static ConversationRecord Visit<TVisitor>(ref TVisitor visitor, ConversationRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            WriterId = visitor.Id("writer_id", v?.WriterId, stored: "writer"),
            Revision = visitor.Int32("revision", v?.Revision, stored: "revision"),
            AgentId = visitor.Text("agent_id", v?.AgentId, stored: "agent"),
            AccountId = visitor.OptionalText("account_id", v?.AccountId, stored: "account"),
            ProjectId = visitor.OptionalText("project_id", v?.ProjectId, stored: "project"),
            Environment = visitor.OptionalChoice("environment", v?.Environment, stored: "environment") ?? default,
            Channel = visitor.OptionalText("channel", v?.Channel, stored: "channel"),
            UserId = visitor.OptionalText("user_id", v?.UserId),
            FromNumber = visitor.OptionalText("from_number", v?.FromNumber),
            ToNumber = visitor.OptionalText("to_number", v?.ToNumber),
            Direction = visitor.OptionalChoice("direction", v?.Direction, stored: "direction"),
            VariantId = visitor.OptionalText("variant_id", v?.VariantId, stored: "variant"),
            Language = visitor.OptionalText("language", v?.Language, stored: "language"),
            Attributes = visitor.Fields("attributes", v?.Attributes),
            OpenedAt = visitor.Time("opened_at", v?.OpenedAt, stored: "opened"),
            ClosedAt = visitor.OptionalTime("closed_at", v?.ClosedAt, stored: "closed"),
            IsCopy = visitor.TransientFlag("is_copy", v?.IsCopy),
            Handoff = Visit(ref visitor, v?.Handoff),
            EndedAt = visitor.OptionalTime("ended_at", v?.EndedAt, stored: "ended"),
            EndReason = visitor.OptionalChoice("end_reason", v?.EndReason, stored: "end_reason"),
            Recording = RecordingLevels.Parse(
                visitor.OptionalText("recording", v is null ? null : RecordingLevels.NameUnlessFull(v.Recording), stored: "recording")),
        };

    private static Handoff? Visit<TVisitor>(ref TVisitor visitor, Handoff? v)
        where TVisitor : struct, IPropertyVisitor
    {
        if (!visitor.BeginObject("handoff", exists: v is not null, stored: "handoff"))
        {
            return null;
        }

        var handoff = new Handoff(
            visitor.Text("destination", v?.Destination, stored: "destination"),
            visitor.OptionalText("reason", v?.Reason, stored: "reason"),
            visitor.OptionalText("function_event_id", v?.FunctionEventId, stored: "call"));
        visitor.EndObject();
        return handoff;
    }

    private static StateChangeRecord Visit<TVisitor>(ref TVisitor visitor, StateChangeRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            WriterId = visitor.Id("writer_id", v?.WriterId),
            Sequence = visitor.Number("sequence", v?.Sequence),
            TurnId = visitor.OptionalText("turn_id", v?.TurnId),
            FunctionEventId = visitor.OptionalText("function_event_id", v?.FunctionEventId),
            Timestamp = visitor.Time("timestamp", v?.Timestamp),
            Id = visitor.Id("id", v?.Id),
            Kind = visitor.Choice("change", v?.Kind),
            Variable = visitor.Field("variable", v?.Variable),
        };

    private static MetricRecord Visit<TVisitor>(ref TVisitor visitor, MetricRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            WriterId = visitor.Id("writer_id", v?.WriterId),
            Sequence = visitor.Number("sequence", v?.Sequence),
            TurnId = visitor.OptionalText("turn_id", v?.TurnId),
            FunctionEventId = visitor.OptionalText("function_event_id", v?.FunctionEventId),
            Timestamp = visitor.Time("timestamp", v?.Timestamp),
            Id = visitor.Id("id", v?.Id),
            Metric = visitor.Field("metric", v?.Metric),
            WriteOnce = visitor.Flag("write_once", v?.WriteOnce),
        };

    private static HandoffRecord Visit<TVisitor>(ref TVisitor visitor, HandoffRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            WriterId = visitor.Id("writer_id", v?.WriterId),
            Sequence = visitor.Number("sequence", v?.Sequence),
            TurnId = visitor.OptionalText("turn_id", v?.TurnId),
            FunctionEventId = visitor.OptionalText("function_event_id", v?.FunctionEventId),
            Timestamp = visitor.Time("timestamp", v?.Timestamp),
            Id = visitor.Id("id", v?.Id),
            Kind = visitor.Choice("handoff", v?.Kind),
            FromAgent = visitor.OptionalText("from", v?.FromAgent),
            Destination = visitor.Text("destination", v?.Destination),
            Reason = visitor.OptionalText("reason", v?.Reason),
            Explanation = visitor.OptionalText("explanation", v?.Explanation),
            Person = visitor.OptionalText("person", v?.Person),
        };

    private static FeedbackRecord Visit<TVisitor>(ref TVisitor visitor, FeedbackRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            TurnId = visitor.Text("turn_id", v?.TurnId),
            Source = visitor.Choice("source", v?.Source),
            Rating = visitor.OptionalChoice("rating", v?.Rating),
            Comment = visitor.OptionalText("comment", v?.Comment),
            CreatedAt = visitor.Time("created_at", v?.CreatedAt),
            GivenBy = visitor.TransientId("given_by", v?.GivenBy),
            ReasonText = visitor.OptionalText("reasons", v?.ReasonText),
        };

    private static AnnotationRecord Visit<TVisitor>(ref TVisitor visitor, AnnotationRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            Id = visitor.Id("id", v?.Id),
            TurnId = visitor.Text("turn_id", v?.TurnId),
            ImprovedAnswer = visitor.Text("improved_answer", v?.ImprovedAnswer),
            IsRemoved = visitor.Flag("is_removed", v?.IsRemoved),
            Author = visitor.OptionalText("author", v?.Author),
            CreatedAt = visitor.Time("created_at", v?.CreatedAt),
            GivenBy = visitor.TransientId("given_by", v?.GivenBy),
        };

    private static NoteRecord Visit<TVisitor>(ref TVisitor visitor, NoteRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            Id = visitor.Id("id", v?.Id),
            Text = visitor.Text("text", v?.Text),
            Author = visitor.OptionalText("author", v?.Author),
            CreatedAt = visitor.Time("created_at", v?.CreatedAt),
            GivenBy = visitor.TransientId("given_by", v?.GivenBy),
        };

    private static ScoreRecord Visit<TVisitor>(ref TVisitor visitor, ScoreRecord? v)
        where TVisitor : struct, IPropertyVisitor
    {
        var score = new ScoreRecord
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            Id = visitor.Id("id", v?.Id),
            TurnId = visitor.OptionalText("turn_id", v?.TurnId),
            FunctionEventId = visitor.OptionalText("function_event_id", v?.FunctionEventId),
            ModelCallId = visitor.OptionalText("model_call_id", v?.ModelCallId),
            Name = "",
            Value = default,
            Source = visitor.Choice("source", v?.Source),
            Scorer = visitor.OptionalText("scorer", v?.Scorer),
            ScorerVersion = visitor.OptionalText("scorer_version", v?.ScorerVersion),
            Comment = visitor.OptionalText("comment", v?.Comment),
            IsRemoved = visitor.Flag("is_removed", v?.IsRemoved),
            CreatedAt = visitor.Time("created_at", v?.CreatedAt),
            GivenBy = visitor.TransientId("given_by", v?.GivenBy),
        };
        var field = visitor.Field("score", v?.Value.AsField(v.Name));
        return score with { Name = field.Key, Value = ScoreValue.Of(field) };
    }

    private static TurnChangeRecord Visit<TVisitor>(ref TVisitor visitor, TurnChangeRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            Id = visitor.Id("id", v?.Id),
            TurnId = visitor.Text("turn_id", v?.TurnId),
            CreatedAt = visitor.Time("created_at", v?.CreatedAt),
            IsInterrupted = visitor.Flag("is_interrupted", v?.IsInterrupted),
            Heard = visitor.Utterance("heard", v?.Heard),
            HeardCharacters = visitor.OptionalInt32("heard_characters", v?.HeardCharacters),
            InterruptedAfter = visitor.Duration("interrupted_after", v?.InterruptedAfter),
            Stages = TurnRecord.Visit(ref visitor, v?.Stages),
            UserInput = visitor.Utterance("user_input", v?.UserInput),
            AddedInput = visitor.Utterance("added_input", v?.AddedInput),
            Said = visitor.Utterance("said", v?.Said),
            IsFiller = visitor.Flag("is_filler", v?.IsFiller),
            GivenBy = visitor.TransientId("given_by", v?.GivenBy),
            Part = visitor.Part("part", v?.Part),
        };

    private static LabelRecord Visit<TVisitor>(ref TVisitor visitor, LabelRecord? v)
        where TVisitor : struct, IPropertyVisitor
        => new()
        {
            ConversationId = visitor.Text("conversation_id", v?.ConversationId),
            TurnId = visitor.OptionalText("turn_id", v?.TurnId),
            Label = visitor.Text("label", v?.Label),
            IsRemoved = visitor.Flag("is_removed", v?.IsRemoved),
            Author = visitor.OptionalText("author", v?.Author),
            CreatedAt = visitor.Time("created_at", v?.CreatedAt),
            GivenBy = visitor.TransientId("given_by", v?.GivenBy),
        };
}
