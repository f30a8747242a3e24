using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ConvLog.Reliability.Child;

/// <summary>A record as one line of text: a letter for its kind, and its JSON.</summary>
internal static class RecordLine
{
    public static string Of(StoreRecord record) => record switch
    {
        ConversationRecord opening => "o" + JsonSerializer.Serialize(opening, RecordJson.Default.ConversationRecord),
        TurnRecord turn => "t" + JsonSerializer.Serialize(turn, RecordJson.Default.TurnRecord),
        FunctionEventRecord call => "f" + JsonSerializer.Serialize(call, RecordJson.Default.FunctionEventRecord),
        EntryRecord entry => "e" + JsonSerializer.Serialize(entry, RecordJson.Default.EntryRecord),
        ApiResponseRecord response => "r" + JsonSerializer.Serialize(response, RecordJson.Default.ApiResponseRecord),
        StateChangeRecord change => "s" + JsonSerializer.Serialize(change, RecordJson.Default.StateChangeRecord),
        MetricRecord metric => "m" + JsonSerializer.Serialize(metric, RecordJson.Default.MetricRecord),
        FeedbackRecord feedback => "l" + JsonSerializer.Serialize(feedback, RecordJson.Default.FeedbackRecord),
        AnnotationRecord annotation => "a" + JsonSerializer.Serialize(annotation, RecordJson.Default.AnnotationRecord),
        NoteRecord note => "n" + JsonSerializer.Serialize(note, RecordJson.Default.NoteRecord),
        _ => throw new ArgumentException($"There is no line for a {record.GetType().Name}.", nameof(record)),
    };

    public static StoreRecord Read(ReadOnlySpan<char> line) => line[0] switch
    {
        'o' => Read(line, RecordJson.Default.ConversationRecord),
        't' => Read(line, RecordJson.Default.TurnRecord),
        'f' => Read(line, RecordJson.Default.FunctionEventRecord),
        'e' => Read(line, RecordJson.Default.EntryRecord),
        'r' => Read(line, RecordJson.Default.ApiResponseRecord),
        's' => Read(line, RecordJson.Default.StateChangeRecord),
        'm' => Read(line, RecordJson.Default.MetricRecord),
        'l' => Read(line, RecordJson.Default.FeedbackRecord),
        'a' => Read(line, RecordJson.Default.AnnotationRecord),
        'n' => Read(line, RecordJson.Default.NoteRecord),
        var kind => throw new ArgumentException($"There is no kind of record '{kind}'.", nameof(line)),
    };

    private static StoreRecord Read<T>(ReadOnlySpan<char> line, JsonTypeInfo<T> type)
        where T : StoreRecord
        => JsonSerializer.Deserialize(line[1..], type)!;
}
