using ConvLog.Entries;
using ConvLog.Privacy;
using ConvLog.StoreContract.Differential;

namespace ConvLog.StoreContract.NonInterference;

/// <summary>Changes a record to another one that looks the same to a reader without the permission.</summary>
internal sealed class PersonalChange(Random random, PrivacyClass utterances)
{
    // Each message of the vocabulary has its own distinct twin, whichever record uses it first: messages are stored by content, so that of two with the same
    // twin
    // only one would be written.
    private readonly Dictionary<Guid, ModelMessageRecord> _messages = [];

    /// <summary>The user ID in the twin.</summary>
    public static string Renamed(string user) => user.Length == 0 ? user : $"{user[^1]} alias of +1 555 {user.Length}";

    /// <summary>The record with other personal data.</summary>
    public StoreRecord Of(StoreRecord record) => record switch
    {
        ConversationRecord v => v with
        {
            UserId = v.UserId is null ? null : Renamed(v.UserId),
            FromNumber = Of(v.FromNumber),
            ToNumber = Of(v.ToNumber),
            Attributes = Personal(v.Attributes),
        },
        TurnRecord v => v with
        {
            UserInput = Of(v.UserInput),
            AgentResponse = Of(v.AgentResponse),
            Heard = Of(v.Heard),
            Streamed = Of(v.Streamed),
            Said = [.. v.Said.Select(part => part with { Text = Of(part.Text) })],
            Author = Of(v.Author),
            Error = Of(v.Error),
        },
        TurnChangeRecord v => v with
        {
            Heard = Of(v.Heard),
            UserInput = Of(v.UserInput),
            AddedInput = Of(v.AddedInput),
            Said = Of(v.Said),
            Part = v.Part?.With(Of),
        },
        FunctionEventRecord v => v with
        {
            Approval = v.Approval is { } approval ? approval with { DecidedBy = Of(approval.DecidedBy), Reason = Of(approval.Reason) } : null,
            Arguments = Personal(v.Arguments),
            Result = v.Result is { } result ? Personal(result) : null,
            Error = Of(v.Error),
            Losses = LossCounts.None with { Accepted = random.Next(99), Dropped = new Dictionary<LossReason, long> { [default] = random.Next(9) } },
        },
        EntryRecord { IsPii: true } v
            => v with { Content = random.Text(), Level = (EntryLevel)random.Next(3), Fields = random.Fields(), Timestamp = random.Time() },
        EntryRecord v => v with { Fields = Marked(v.Fields) },
        ApiResponseRecord { IsPii: true } v
            => v with { Url = random.Text(), StatusCode = random.Next(600), Fields = random.Fields(), Timestamp = random.Time() },
        ApiResponseRecord v => v with { Url = $"{UrlText.WithoutQuery(v.Url)}?{random.Text()}#{random.Text()}", ErrorBody = Of(v.ErrorBody),
            Fields = Marked(v.Fields) },
        StateChangeRecord v => v with { Variable = v.Kind == StateChangeKind.Removed && !v.Variable.IsPii ? v.Variable : Personal(v.Variable) },
        HandoffRecord v => v with { Explanation = Of(v.Explanation), Person = Of(v.Person) },
        MetricRecord v => v with { Metric = v.Metric.IsPii ? Personal(v.Metric) : v.Metric },
        ModelCallRecord v => v with
        {
            Request = [.. v.Request.Select(id => Twin(id).Id)],
            Response = v.Response is { } response ? Twin(response).Id : null,
            Error = Of(v.Error),
        },
        ModelMessageRecord v => v with { Id = Twin(v.Id).Id, Message = Twin(v.Id).Message },
        FeedbackRecord v => v with { Comment = Of(v.Comment) },
        AnnotationRecord v => v with { ImprovedAnswer = random.Text() },
        ScoreRecord v => v with { Comment = Of(v.Comment) },
        NoteRecord v => v with { Text = random.Text() },
        DeadLetterRecord v => v with { Payload = random.Rarely() ? null : random.Text() },
        _ => record,
    };

    /// <summary>An additional personal record of the same writer that exists only in the twin.</summary>
    public StoreRecord More(WrittenRecord beside)
    {
        string? turn = random.Rarely() ? Some.TurnId(random.Next(1, 7), beside.ConversationId) : null;
        string? call = random.Rarely() ? Some.CallId(random.Next(1, 7), beside.ConversationId) : null;
        return random.Rarely()
            ? Some.ApiResponse($"{random.Next()}", random.Next(20), beside.ConversationId) with { WriterId = beside.WriterId, IsPii = true,
            Timestamp = random.Time(), TurnId = turn, FunctionEventId = call }
            : Some.Entry((random.Next(20) * 2) + 1, random.Text(), beside.ConversationId, level: (EntryLevel)random.Next(3), isPii: true) with
            {
                WriterId = beside.WriterId,
                Fields = random.Fields(),
                Timestamp = random.Time(),
                TurnId = turn,
                FunctionEventId = call,
            };
    }

    private ModelMessageRecord Twin(Guid id)
    {
        if (_messages.TryGetValue(id, out var known))
        {
            return known;
        }

        var message = Array.Find(Vocabulary.Messages, one => Some.Message(one).Id == id)!;
        ModelMessageRecord twin;
        do
        {
            twin = Some.Message(Other(message));
        }
        while (_messages.Values.Any(known => known.Id == twin.Id));

        return _messages[id] = twin;
    }

    private ModelMessage Other(ModelMessage message)
    {
        string other = $"{random.Text()} {_messages.Count}";
        return message.Role switch
        {
            ModelRole.System => ModelMessage.System(message.Text.IsMasked ? new MaskedText(other, message.Text.Shown) : other),
            ModelRole.User => ModelMessage.User(Of(message.Text)),
            ModelRole.Assistant => ModelMessage.Assistant(Of(message.Text), [.. message.ToolCalls.Select(Other)], Of(message.Reasoning), message.Author),
            _ => ModelMessage.Tool(message.ToolCallId!, message.Text.IsEmpty ? default : (MaskedText)other),
        };
    }

    private ModelToolCall Other(ModelToolCall call)
    {
        var kept = Some.Message(ModelMessage.Assistant("", [call])).Message.ToolCalls[0];
        return new ModelToolCall(kept.CallId, kept.Name, Personal(kept.Arguments));
    }

    // Never empty, because it is visible whether there is a text.
    private string? Of(string? text) => text is null ? null : $"{random.Text()}.";

    private MaskedText Of(MaskedText text)
    {
        if (utterances == PrivacyClass.Personal)
        {
            if (text.IsEmpty)
            {
                return text;
            }

            string other = $"{random.Text()}.";
            return random.Rarely() ? new MaskedText(other, random.Text()) : other;
        }

        return text.IsMasked ? new MaskedText(random.Text(), text.Shown) : text;
    }

    private LogFields Personal(LogFields fields) => Some.Fields([.. fields.Select(Personal)]);

    private LogFields Marked(LogFields fields) => Some.Fields([.. fields.Select(field => field.IsPii ? Personal(field) : field)]);

    private LogField Personal(LogField field)
    {
        string shown = field.Shown ?? MaskedText.Redacted;
        return random.Next(3) switch
        {
            0 => LogField.Pii(field.Key, random.Next(), shown),
            1 => LogField.Pii(field.Key, (string?)null, shown),
            _ => LogField.Pii(field.Key, random.Text(), shown),
        };
    }
}
