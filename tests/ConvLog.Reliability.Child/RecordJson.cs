using System.Text.Json;

namespace ConvLog.Reliability.Child;

/// <summary>The JSON format in which a child reports logged records to its parent.</summary>
internal static class RecordJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        Converters =
        {
            new LogFieldConverter(), new LogFieldsConverter(), new MaskedTextConverter(), new ModelMessageConverter(), new ScoreValueConverter(),
            new TurnWaitConverter(), new RecordConverter<FunctionApproval>(),
            new RecordConverter<ConversationRecord>(), new RecordConverter<TurnRecord>(), new RecordConverter<FunctionEventRecord>(),
                new RecordConverter<EntryRecord>(),
            new RecordConverter<ApiResponseRecord>(), new RecordConverter<StateChangeRecord>(), new RecordConverter<MetricRecord>(),
                new RecordConverter<FeedbackRecord>(),
            new RecordConverter<AnnotationRecord>(), new RecordConverter<NoteRecord>(), new RecordConverter<ScoreRecord>(), new RecordConverter<LabelRecord>(),
                new RecordConverter<AssignmentRecord>(),
            new RecordConverter<ModelCallRecord>(), new RecordConverter<ModelMessageRecord>(), new RecordConverter<HandoffRecord>(),
                new RecordConverter<TurnChangeRecord>(),
        },
    };
}
