using System.Text.Json;

namespace ConvLog.Reliability.Child;

/// <summary>A record as one line of text: a letter for its kind, followed by its JSON.</summary>
internal static class RecordLine
{
    public static string Of(StoreRecord record) => record switch
    {
        ConversationRecord opening => "o" + JsonSerializer.Serialize(opening, RecordJson.Options),
        TurnRecord turn => "t" + JsonSerializer.Serialize(turn, RecordJson.Options),
        FunctionEventRecord call => "f" + JsonSerializer.Serialize(call, RecordJson.Options),
        EntryRecord entry => "e" + JsonSerializer.Serialize(entry, RecordJson.Options),
        ApiResponseRecord response => "r" + JsonSerializer.Serialize(response, RecordJson.Options),
        StateChangeRecord change => "s" + JsonSerializer.Serialize(change, RecordJson.Options),
        MetricRecord metric => "m" + JsonSerializer.Serialize(metric, RecordJson.Options),
        HandoffRecord handoff => "h" + JsonSerializer.Serialize(handoff, RecordJson.Options),
        TurnChangeRecord told => "u" + JsonSerializer.Serialize(told, RecordJson.Options),
        FeedbackRecord feedback => "l" + JsonSerializer.Serialize(feedback, RecordJson.Options),
        AnnotationRecord annotation => "a" + JsonSerializer.Serialize(annotation, RecordJson.Options),
        ScoreRecord score => "c" + JsonSerializer.Serialize(score, RecordJson.Options),
        LabelRecord label => "b" + JsonSerializer.Serialize(label, RecordJson.Options),
        AssignmentRecord assignment => "j" + JsonSerializer.Serialize(assignment, RecordJson.Options),
        ModelCallRecord call => "i" + JsonSerializer.Serialize(call, RecordJson.Options),
        ModelMessageRecord message => "g" + JsonSerializer.Serialize(message, RecordJson.Options),
        NoteRecord note => "n" + JsonSerializer.Serialize(note, RecordJson.Options),
        _ => throw new ArgumentException($"There is no line for a {record.GetType().Name}.", nameof(record)),
    };

    public static StoreRecord Read(ReadOnlySpan<char> line) => line[0] switch
    {
        'o' => Read<ConversationRecord>(line),
        't' => Read<TurnRecord>(line),
        'f' => Read<FunctionEventRecord>(line),
        'e' => Read<EntryRecord>(line),
        'r' => Read<ApiResponseRecord>(line),
        's' => Read<StateChangeRecord>(line),
        'm' => Read<MetricRecord>(line),
        'h' => Read<HandoffRecord>(line),
        'u' => Read<TurnChangeRecord>(line),
        'l' => Read<FeedbackRecord>(line),
        'a' => Read<AnnotationRecord>(line),
        'n' => Read<NoteRecord>(line),
        'c' => Read<ScoreRecord>(line),
        'b' => Read<LabelRecord>(line),
        'j' => Read<AssignmentRecord>(line),
        'i' => Read<ModelCallRecord>(line),
        'g' => Read<ModelMessageRecord>(line),
        var kind => throw new ArgumentException($"There is no kind of record '{kind}'.", nameof(line)),
    };

    private static StoreRecord Read<T>(ReadOnlySpan<char> line)
        where T : StoreRecord
        => JsonSerializer.Deserialize<T>(line[1..], RecordJson.Options)!;
}
