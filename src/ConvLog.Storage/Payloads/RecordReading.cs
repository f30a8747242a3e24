using System.Text.Json;
using ConvLog.Records;
using ConvLog.Serialization;

namespace ConvLog.Storage.Payloads;

/// <summary>Reads each kind of record that <see cref="RecordWriting"/> writes.</summary>
internal static class RecordReading
{
    public static StoreRecord Read(JsonProperties json)
    {
        try
        {
            return json.Text("kind") switch
            {
                "conversation" => Conversation(json),
                "turn" => Turn(json),
                "function_event" => FunctionEvent(json),
                "entry" => Entry(json),
                "api_response" => ApiResponse(json),
                "state_change" => StateChange(json),
                "metric" => Metric(json),
                "feedback" => Feedback(json),
                "annotation" => Annotation(json),
                "note" => Note(json),
                "read_mark" => ReadMark(json),
                "dead_letter" => DeadLetter(json),
                var kind => throw new JsonException($"This version does not know records of kind '{kind}'. A later version may have written it."),
            };
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or OverflowException or ArgumentException)
        {
            throw new JsonException("A property of the record has a wrong type or is out of range.", e);
        }
    }

    private static ConversationRecord Conversation(JsonProperties json) => new()
    {
        ConversationId = json.Text("conversation_id"),
        WriterId = json.Id("writer_id"),
        Revision = json.Int32("revision"),
        AgentId = json.Text("agent_id"),
        AccountId = json.OptionalText("account_id"),
        ProjectId = json.OptionalText("project_id"),
        Environment = json.OptionalText("environment") is { } environment ? JsonNames.Environment(environment) : default,
        Channel = json.OptionalText("channel"),
        UserId = json.OptionalText("user_id"),
        FromNumber = json.OptionalText("from_number"),
        ToNumber = json.OptionalText("to_number"),
        Direction = JsonNames.Direction(json.OptionalText("direction")),
        VariantId = json.OptionalText("variant_id"),
        Language = json.OptionalText("language"),
        Attributes = json.Fields("attributes"),
        OpenedAt = json.Time("opened_at"),
        ClosedAt = json.OptionalTime("closed_at"),
        IsCopy = json.Flag("is_copy"),
        Handoff = json.Object("handoff") is { } handoff
            ? new Handoff(handoff.Text("destination"), handoff.OptionalText("reason"), handoff.OptionalText("function_event_id"))
            : null,
    };

    private static TurnRecord Turn(JsonProperties json) => new()
    {
        ConversationId = json.Text("conversation_id"),
        WriterId = json.Id("writer_id"),
        Sequence = json.Number("sequence"),
        Id = json.Text("id"),
        Revision = json.Int32("revision"),
        UserInput = json.Utterance("user_input"),
        AgentResponse = json.Utterance("agent_response"),
        StartedAt = json.Time("started_at"),
        Latency = json.OptionalDuration("latency"),
        EndedAt = json.OptionalTime("ended_at"),
        Error = json.OptionalText("error"),
        ErrorType = json.OptionalText("error_type"),
        UtterancesArePersonal = new Aside(json.Flag("utterances_are_personal")),
        Usage = json.Object("usage") is { } usage
            ? new ModelUsage(
                usage.Text("model"),
                usage.Number("input_tokens"),
                usage.Number("output_tokens"),
                usage.Decimal("cost"),
                usage.OptionalText("currency"),
                usage.OptionalDuration("time_to_first_token"))
            : null,
    };

    private static FunctionEventRecord FunctionEvent(JsonProperties json) => new()
    {
        ConversationId = json.Text("conversation_id"),
        WriterId = json.Id("writer_id"),
        Sequence = json.Number("sequence"),
        Id = json.Text("id"),
        Revision = json.Int32("revision"),
        TurnId = json.OptionalText("turn_id"),
        ParentId = json.OptionalText("parent_id"),
        Name = json.Text("name"),
        CallId = json.OptionalText("call_id"),
        Arguments = json.Fields("arguments"),
        StartedAt = json.Time("started_at"),
        Duration = json.OptionalDuration("duration"),
        Outcome = JsonNames.Outcome(json.OptionalText("outcome")),
        Result = json.OptionalField("result"),
        Error = json.OptionalText("error"),
        ErrorType = json.OptionalText("error_type"),
        Losses = Losses(json.Object("losses")),
        VisibleLosses = Losses(json.Object("visible_losses")),
    };

    private static EntryRecord Entry(JsonProperties json) => new()
    {
        ConversationId = json.Text("conversation_id"),
        WriterId = json.Id("writer_id"),
        Sequence = json.Number("sequence"),
        TurnId = json.OptionalText("turn_id"),
        FunctionEventId = json.OptionalText("function_event_id"),
        Timestamp = json.Time("timestamp"),
        Level = JsonNames.Level(json.Text("level")),
        Content = json.Text("content"),
        IsPii = json.Flag("is_pii"),
        Fields = json.Fields("fields"),
    };

    private static ApiResponseRecord ApiResponse(JsonProperties json) => new()
    {
        ConversationId = json.Text("conversation_id"),
        WriterId = json.Id("writer_id"),
        Sequence = json.Number("sequence"),
        TurnId = json.OptionalText("turn_id"),
        FunctionEventId = json.OptionalText("function_event_id"),
        Timestamp = json.Time("timestamp"),
        Id = json.Id("id"),
        Method = json.Text("method"),
        Url = json.Text("url"),
        StatusCode = json.Int32("status_code"),
        Elapsed = json.OptionalDuration("elapsed") ?? default,
        ErrorBody = json.OptionalText("error_body"),
        Fields = json.Fields("fields"),
        IsPii = json.Flag("is_pii"),
    };

    private static StateChangeRecord StateChange(JsonProperties json) => new()
    {
        ConversationId = json.Text("conversation_id"),
        WriterId = json.Id("writer_id"),
        Sequence = json.Number("sequence"),
        TurnId = json.OptionalText("turn_id"),
        FunctionEventId = json.OptionalText("function_event_id"),
        Timestamp = json.Time("timestamp"),
        Id = json.Id("id"),
        Kind = JsonNames.Change(json.Text("change")),
        Variable = json.Field("variable"),
    };

    private static MetricRecord Metric(JsonProperties json) => new()
    {
        ConversationId = json.Text("conversation_id"),
        WriterId = json.Id("writer_id"),
        Sequence = json.Number("sequence"),
        TurnId = json.OptionalText("turn_id"),
        FunctionEventId = json.OptionalText("function_event_id"),
        Timestamp = json.Time("timestamp"),
        Id = json.Id("id"),
        Metric = json.Field("metric"),
        WriteOnce = json.Flag("write_once"),
    };

    private static FeedbackRecord Feedback(JsonProperties json) => new()
    {
        ConversationId = json.Text("conversation_id"),
        TurnId = json.Text("turn_id"),
        Source = JsonNames.Source(json.Text("source")),
        Rating = JsonNames.Rating(json.OptionalText("rating")),
        Comment = json.OptionalText("comment"),
        CreatedAt = json.Time("created_at"),
        GivenBy = json.OptionalId("given_by"),
    };

    private static AnnotationRecord Annotation(JsonProperties json) => new()
    {
        ConversationId = json.Text("conversation_id"),
        Id = json.Id("id"),
        TurnId = json.Text("turn_id"),
        ImprovedAnswer = json.Text("improved_answer"),
        IsRemoved = json.Flag("is_removed"),
        Author = json.OptionalText("author"),
        CreatedAt = json.Time("created_at"),
        GivenBy = json.OptionalId("given_by"),
    };

    private static NoteRecord Note(JsonProperties json) => new()
    {
        ConversationId = json.Text("conversation_id"),
        Id = json.Id("id"),
        Text = json.Text("text"),
        Author = json.OptionalText("author"),
        CreatedAt = json.Time("created_at"),
        GivenBy = json.OptionalId("given_by"),
    };

    private static ReadMarkRecord ReadMark(JsonProperties json) => new()
    {
        ConversationId = json.Text("conversation_id"),
        ReadBy = json.Text("read_by"),
        ReadAt = json.Time("read_at"),
    };

    private static DeadLetterRecord DeadLetter(JsonProperties json) => new()
    {
        ConversationId = json.Text("conversation_id"),
        Id = json.Id("id"),
        Kind = json.Text("refused_kind"),
        Reason = json.Text("reason"),
        Payload = json.OptionalText("payload"),
        RefusedAt = json.Time("refused_at"),
        GivenBy = json.OptionalId("given_by"),
    };

    private static LossCounts Losses(JsonProperties? json)
        => json is { } counts ? new() { Accepted = counts.Number("accepted"), Dropped = counts.Counts("dropped"), Truncated = counts.Counts("truncated") } : LossCounts.None;
}
