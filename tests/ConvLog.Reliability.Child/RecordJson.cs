using System.Text.Json.Serialization;

namespace ConvLog.Reliability.Child;

/// <summary>The JSON in which a child tells its parent what it gives to the store. Generated: the child is to write at once and not to warm up.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(LogFieldConverter), typeof(LogFieldsConverter), typeof(MaskedTextConverter)])]
[JsonSerializable(typeof(ConversationRecord))]
[JsonSerializable(typeof(TurnRecord))]
[JsonSerializable(typeof(FunctionEventRecord))]
[JsonSerializable(typeof(EntryRecord))]
[JsonSerializable(typeof(ApiResponseRecord))]
[JsonSerializable(typeof(StateChangeRecord))]
[JsonSerializable(typeof(MetricRecord))]
[JsonSerializable(typeof(FeedbackRecord))]
[JsonSerializable(typeof(AnnotationRecord))]
[JsonSerializable(typeof(NoteRecord))]
internal sealed partial class RecordJson : JsonSerializerContext;
