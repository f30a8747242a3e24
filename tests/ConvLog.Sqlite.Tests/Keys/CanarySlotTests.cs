using ConvLog.Records;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Keys;

/// <summary>The byte scans look for a text in every text property: a new property needs a canary, or an entry in the list of visible ones.</summary>
public class CanarySlotTests
{
    // IDs, names and constants that are visible, of conversations and of the team, as in the table of docs/privacy.md.
    private static readonly string[] s_visible =
    [
        "AnnotationRecord.Author", "AnnotationRecord.TurnId",
        "ConversationRecord.AccountId", "ConversationRecord.AgentId", "ConversationRecord.Channel", "ConversationRecord.Handoff", "ConversationRecord.Language",
        "ConversationRecord.ProjectId", "ConversationRecord.VariantId",
        "DeadLetterRecord.Kind", "DeadLetterRecord.Reason", "FeedbackRecord.TurnId",
        "FunctionEventRecord.CallId", "FunctionEventRecord.ErrorType", "FunctionEventRecord.Id", "FunctionEventRecord.Losses", "FunctionEventRecord.Name",
            "FunctionEventRecord.ParentId", "FunctionEventRecord.ServerName", "HandoffRecord.Destination", "HandoffRecord.FromAgent",
            "HandoffRecord.Reason",
        "ApiResponseRecord.SpanId", "ApiResponseRecord.TraceId", "FunctionEventRecord.SpanId", "FunctionEventRecord.TraceId", "ModelCallRecord.SpanId",
            "ModelCallRecord.TraceId",
        "FunctionEventRecord.ModelCallId", "FunctionEventRecord.TurnId", "FunctionEventRecord.VisibleLosses",
        "ModelCallRecord.AgentName",
            "ModelCallRecord.ErrorType", "ModelCallRecord.FinishReason", "ModelCallRecord.Model", "ModelCallRecord.ModelCallId", "ModelCallRecord.Parameters",
            "ModelCallRecord.Provider", "ModelCallRecord.Purpose", "ModelCallRecord.Request", "ModelCallRecord.ResponseId", "ModelCallRecord.Usage",
        "AssignmentRecord.AssignedBy", "AssignmentRecord.AssignedTo", "AssignmentRecord.AssignedToId",
            "FeedbackRecord.Reasons", "LabelRecord.Author", "LabelRecord.Label", "LabelRecord.TurnId",
            "NoteRecord.Author", "ReadMarkRecord.ReadBy", "ReadMarkRecord.ReadById",
            "ScoreRecord.FunctionEventId", "ScoreRecord.ModelCallId", "ScoreRecord.Name", "ScoreRecord.Scorer",
            "ScoreRecord.ScorerVersion", "ScoreRecord.TurnId", "ScoreRecord.Value", "TurnRecord.ErrorType", "TurnRecord.Id", "TurnRecord.Language",
            "TurnRecord.FinishReason", "TurnRecord.AgentName", "TurnRecord.ContinuesTurnId",
            "TurnRecord.WaitsFor", "TurnChangeRecord.Stages", "TurnChangeRecord.TurnId", "TurnRecord.Stages",
            "TurnRecord.Usage",
    ];

    private static readonly Type[] s_noTexts = [typeof(Guid), typeof(DateTimeOffset), typeof(TimeSpan), typeof(decimal)];

    [Fact]
    public void Each_text_property_of_a_record_has_a_canary_or_is_visible()
    {
        var canaries = new Canaries();
        StoreRecord[] records = [.. canaries.First(), .. canaries.Second()];

        var slots =
            from type in FamilyTypes.All
            where type.IsSubclassOf(typeof(StoreRecord)) && !type.IsAbstract
            from property in type.GetProperties()
            where !property.DeclaringType!.IsAbstract && TakesText(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
            where !records.Any(record => record.GetType() == type && AnswerText.Of(property.GetValue(record)).Contains("CANARY", StringComparison.Ordinal))
            select $"{type.Name}.{property.Name}";

        slots.Should().BeEquivalentTo(s_visible);
    }

    private static bool TakesText(Type type) => !type.IsPrimitive && !type.IsEnum && !s_noTexts.Contains(type);
}
