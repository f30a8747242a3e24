using System.Text.Json;
using ConvLog.Records;
using ConvLog.StoreContract;
using ConvLog.StoreContract.Slips;

namespace ConvLog.Tests.Privacy;

/// <summary>
/// A value serialized or printed without requesting personal data shows only what a reader without the permission sees, whatever public type contains it.
/// </summary>
public class UngatedValueTests
{
    // IDs, names, constants and text typed by the operator's staff, according to the tables of docs/privacy.md. All other properties count as personal.
    private static readonly HashSet<string> s_visible = new(StringComparer.Ordinal)
    {
        // Unmarked fields of values that are visible by default.
        "LogField", "LogFields", "LogEntry.Fields", "ApiResponseEntry.Fields", "EntryRecord.Fields", "EntryRecord.Content", "ApiResponseRecord.Fields",
            "MetricRecord.Metric",

        // IDs and names of records.
        "AnnotationRecord.Author", "AnnotationRecord.TurnId", "ApiResponseRecord.Method",
        "ConversationRecord.AccountId", "ConversationRecord.AgentId", "ConversationRecord.Channel", "ConversationRecord.Language",
            "ConversationRecord.ProjectId", "ConversationRecord.VariantId",
        "DeadLetterRecord.Kind", "DeadLetterRecord.Reason", "FeedbackRecord.TurnId",
        "FunctionEventRecord.CallId", "FunctionEventRecord.ErrorType", "FunctionEventRecord.Id", "FunctionEventRecord.ModelCallId",
            "FunctionEventRecord.Name", "FunctionEventRecord.ParentId", "FunctionEventRecord.ServerName",
            "FunctionApproval.AskedOf", "FunctionApproval.Rule",
            "FunctionEventRecord.TurnId",
        "ApiResponseRecord.SpanId", "ApiResponseRecord.TraceId", "FunctionEventRecord.SpanId", "FunctionEventRecord.TraceId", "ModelCallRecord.SpanId",
            "ModelCallRecord.TraceId",
        "ModelCallRecord.AgentName",
            "ModelCallRecord.ErrorType", "ModelCallRecord.FinishReason", "ModelCallRecord.Model", "ModelCallRecord.ModelCallId", "ModelCallRecord.Provider",
            "ModelCallRecord.Purpose", "ModelCallRecord.ResponseId", "ModelParameters.ResponseFormat", "ModelParameters.Tools",
        "Handoff.Destination", "Handoff.FunctionEventId", "Handoff.Reason", "HandoffRecord.Destination", "HandoffRecord.FromAgent", "HandoffRecord.Reason",
            "ModelUsage.Currency", "ModelUsage.Model", "NoteRecord.Author",
            "ReadMarkRecord.ReadBy", "ReadMarkRecord.ReadById", "AssignmentRecord.AssignedBy", "AssignmentRecord.AssignedTo", "AssignmentRecord.AssignedToId",
            "TeamResult.AssignedBefore", "FeedbackRecord.Reasons",
            "LabelRecord.Author", "LabelRecord.Label", "LabelRecord.TurnId", "ScoreRecord.FunctionEventId",
            "ScoreRecord.ModelCallId", "ScoreRecord.Name", "ScoreRecord.Scorer", "ScoreRecord.ScorerVersion", "ScoreRecord.TurnId", "ScoreValue.Category",

        // Declarations of a host, and the errors about them.
        "ConvLogOptions.FeedbackReasons", "ConversationOptions.FeedbackReasons", "ScoreDefinition.Name", "ScoreRules.Reasons", "TeamResult.Refusal",
            "ScoreInput.ConversationId", "ScoreInput.FunctionEventId", "ScoreInput.ModelCallId", "ScoreInput.Name", "ScoreInput.Scorer",
            "ScoreInput.ScorerVersion", "ScoreInput.TurnId", "TurnKey.Id",
        "ScopedRecord.FunctionEventId", "ScopedRecord.TurnId", "StoreRecord.ConversationId", "StoredSummary.UserPseudonym", "StoredUser.Pseudonym",
            "ConversationUser.Pseudonym",
            "TurnChangeRecord.TurnId", "TurnRecord.ErrorType", "TurnRecord.FinishReason", "TurnRecord.Id", "TurnRecord.AgentName",
            "TurnRecord.ContinuesTurnId", "TurnWait.CallIds", "TurnWait.Name", "TurnWait.TokenHash", "TurnWait.ContinuationToken",
            "TurnRecord.Language", "TurnInfo.Id", "TurnInfo.Language",

        // Alert rules of a host, and the operator who silenced one. Names of alerts are documented as shown and sent.
        "AlertNotification.Currency", "AlertNotification.Rule", "AlertNotification.Text", "AlertRule.AgentId", "AlertRule.Currency", "AlertRule.Name",
            "AlertRule.Target", "AlertSilence.By", "AlertStatus.DeliveryFailure", "AlertStatus.Undelivered",

        // Documents of the team, in which no personal data belongs.
        "TeamDocument.Body", "TeamDocument.Id", "TeamDocument.Kind", "TeamDocument.UpdatedBy",

        // Query values: IDs, names, and the text to search for in visible content.
        "AccessQuery.ConversationId", "AccessQuery.Reader", "AccessQuery.Subject",
        "ConversationQuery.AccountId", "ConversationQuery.AgentId", "ConversationQuery.Channel", "ConversationQuery.ErrorType",
            "ConversationQuery.ExactFunctionName", "ConversationQuery.FunctionEventId", "ConversationQuery.FunctionName", "ConversationQuery.ProjectId",
            "ConversationQuery.HandoffReason", "ConversationQuery.Language", "ConversationQuery.Model", "ConversationQuery.Provider",
            "ConversationQuery.VariantId", "ConversationQuery.Text",
            "ConversationQuery.AssignedTo", "ConversationQuery.Label", "ConversationQuery.Reason", "ScoreFilter.Name",
        "ConversationQuery.UserPseudonym", "ConversationScope.AccountIds", "ConversationScope.AgentIds", "FieldFilter.Key", "FieldFilter.Value",
        "CallListQuery.ErrorType", "CallQuery.Name", "CallQuery.VariantId", "CallQuery.Provider",
        "LiveQuery.AgentId", "LiveQuery.Channel", "LiveQuery.ConversationId", "LiveQuery.FunctionName", "LogQuery.ConversationId", "LogQuery.FunctionEventId",
            "LogQuery.TurnId",
        "SearchQuery.AgentId", "SearchQuery.Channel", "SearchQuery.ConversationId", "SearchQuery.Text", "StatisticsQuery.AgentId", "StatisticsQuery.Channel",
            "UserQuery.AgentId", "UserQuery.Channel",

        // Results and cursors, which contain no personal data.
        "AccessChainHead.Hash", "AccessLogPage.Next", "AccessVerification.Reason", "AnnotationPage.Next", "ArrivalPage.Conversations", "ArrivalPage.Next",
            "ConversationNeighbours.Next", "ConversationNeighbours.Previous", "ConversationPage.Next",
        "CallListPage.Next", "ListedCall.CallId", "ListedCall.ErrorType", "StoredCall.CallId", "StoredCall.ConversationId", "StoredCall.ErrorType",
        "CopyReport.DifferentConversations", "ErrorMessage.Content", "FeedbackPage.Next", "FirstProblem.ConversationId", "FirstProblem.Endpoint",
            "FirstProblem.ErrorType", "FirstProblem.Function", "FirstProblem.Message", "FirstProblem.Model", "FunctionStatistics.Name",
            "HealthPart.Message", "HealthPart.Name",
            "ListPosition.ConversationId",
        "LiveBatch.Place", "LiveEvent.FunctionName", "LiveEvent.Place", "LogPage.Next", "RetentionBatch.Next", "RetentionRun.Message",
        "ModelStatistics.Model", "ModelStatistics.Provider", "ListedScore.Category", "ListedScore.Name", "ScoreStatistics.Name",
            "ArgumentKeyCount.Key", "CallMessage.Content", "CallMessage.LastCallId", "CallMessage.LastConversationId", "CallReference.CallId",
            "CallReference.ConversationId", "CallReference.ErrorType", "CallReference.Message", "CallShift.Value", "CallSlice.Value",
            "CallTargetStatistics.Name", "CallTargetStatistics.Provider", "CallValueCount.Value", "FacetCount.Value",
            "ScoreVariant.Variant", "ValueCount.Value", "VariantStatistics.Variant", "ModelVariant.Variant",
        "NamedConversation.ConversationId", "SearchHit.ConversationId", "SearchHit.FunctionEventId", "SearchHit.Part", "SearchHit.Snippet", "SearchHit.TurnId",
            "SinkFlushResult.Name", "UserPage.Next", "UserPosition.Pseudonym", "WholePage.Next",

        // Words with personal data redacted, for every reader.
        "LastAnswer.ConversationId", "LastAnswer.Text", "ListedCall.UserInput", "StoredCall.UserInput",

        // Names of the operator's staff, in clear text for managers.
        "AccessRecord.ConversationId", "AccessRecord.Reader", "AccessRecord.Reason", "AccessRecord.Subject", "AccessRecord.UserPseudonym",
        "ErasureReceipt.ConversationId",
            "ErasureReceipt.HeldConversations", "ErasureReceipt.Reason", "SharedConversation.ConversationId",
        "ErasureReceipt.RequestedBy", "ErasureReceipt.UserPseudonym", "ErasureRequest.ConversationId", "ErasureRequest.Reason", "ErasureRequest.RequestedBy",
        "LegalHold.ConversationId", "LegalHold.PlacedBy", "LegalHold.Reason", "Reader.Id", "Reader.Name", "Reader.Reason", "Reader.Source",
            "RetentionRun.StartedBy", "WrappedKey.KeyId",

        // Messages of the library, which contain no personal data; those of assertions contain the test's own data.
        "ConversationStoreException.Message", "InvalidCursorException.Message", "InvalidCursorException.ParamName", "KeyRingException.Message",
            "LogAssertionException.Message",
    };

    private static readonly Lazy<UngatedWalk> s_walk = new(static () => new UngatedWalk(
        [.. FamilyTypes.Assemblies.SelectMany(UngatedWalk.PublicTypes), .. UngatedWalk.PublicTypes(typeof(ConvLog.Testing.CapturedLog).Assembly)],
            s_visible));

    [Fact]
    public void No_public_type_shows_a_personal_value_in_JSON_or_as_text()
        => s_walk.Value.Leaks.Should().BeEmpty("a property that everyone may see is named in this test, with the reason");

    [Fact]
    public void The_walk_creates_every_public_type_that_can_contain_a_value()
    {
        s_walk.Value.NotCreated.Should().BeEmpty();
        s_walk.Value.Walked.Should().Contain(
            [typeof(LogEntry), typeof(LogField), typeof(MaskedText), typeof(FunctionEvent), typeof(ApiResponseEntry), typeof(Turn), typeof(ConversationInfo),
                typeof(StoreRecord), typeof(StoredConversation)]);
    }

    [Fact]
    public void Each_property_listed_as_visible_was_filled() => s_visible.Except(s_walk.Value.Planted, StringComparer.Ordinal).Should().BeEmpty();

    [Fact]
    public void The_walk_finds_a_leak_in_JSON_in_text_and_in_what_a_type_holds()
    {
        var walk = new UngatedWalk([typeof(LeaksInJson), typeof(LeaksInText), typeof(LeaksWhatItHolds), typeof(LeaksAnElement)], s_visible);

        walk.Leaks.Should().BeEquivalentTo(
            "LeaksInJson as JSON: LeaksInJson.Secret", "LeaksInText as text: LeaksInText.Secret", "LeaksInText as JSON: LeaksInText.Secret",
            "LeaksWhatItHolds as JSON: LeaksInJson.Secret", "LeaksAnElement as JSON: LeaksAnElement.Field (marked)",
                "LeaksAnElement as JSON: LeaksAnElement.Field");
    }

    [Fact]
    public void A_type_that_the_walk_cannot_create_is_an_error()
        => new UngatedWalk([typeof(Unconstructible)], s_visible).NotCreated.Should()
            .Contain(message => message.Contains(nameof(Unconstructible), StringComparison.Ordinal));

    [Fact]
    public void A_view_keeps_in_JSON_what_its_reader_may_see()
    {
        foreach (var view in FamilyTypes.Assemblies.SelectMany(UngatedWalk.PublicTypes)
            .Where(static type => type.Name.EndsWith("View", StringComparison.Ordinal)))
        {
            var plants = new Plants();
            object value = new Planter(plants, [], switches: false).Make(view, view.Name)!;

            string json = JsonSerializer.Serialize(value, view);

            plants.All.Where(static plant => plant.IsInView).Should().NotBeEmpty();
            plants.All.Where(static plant => plant.IsInView).Except(plants.In(json)).Should().BeEmpty(view.Name);
        }
    }

    private sealed class LeaksInJson
    {
        public string Secret { get; set; } = "";
    }

    private sealed record LeaksInText(string Secret);

    private sealed class LeaksWhatItHolds
    {
        public IReadOnlyList<LeaksInJson> All { get; init; } = [];
    }

    private sealed class LeaksAnElement
    {
        public LogField Field { get; init; }

        public object? Value => Field.Value;
    }

    private sealed class Unconstructible
    {
        public Unconstructible(System.Runtime.InteropServices.SafeHandle handle) => Handle = handle ?? throw new ArgumentNullException(nameof(handle));

        public System.Runtime.InteropServices.SafeHandle Handle { get; }
    }
}
