using ConvLog.StoreContract;
using ConvLog.StoreContract.Differential;
using ConvLog.StoreContract.NonInterference;

namespace ConvLog.Tests.Storage.InMemory;

/// <summary>Tests the in-memory store against the contract of all stores.</summary>
public static class InMemoryStore
{
    public sealed class Writing() : WritingContract(InMemoryUnderTest.OpenAsync);

    public sealed class Reading() : ReadingContract(InMemoryUnderTest.OpenAsync);

    public sealed class Values() : ValueContract(InMemoryUnderTest.OpenAsync, Amount.Of(usual: 4, inCi: 1, inLongCampaign: 1));

    public sealed class Properties() : RecordPropertyContract(InMemoryUnderTest.OpenAsync);

    public sealed class Summaries() : SummaryContract(InMemoryUnderTest.OpenAsync);

    public sealed class Team() : TeamContract(InMemoryUnderTest.OpenAsync);

    public sealed class TeamService() : ConversationTeamContract(InMemoryUnderTest.OpenAsync);

    public sealed class TeamDocuments() : TeamDocumentContract(InMemoryUnderTest.OpenAsync);

    public sealed class LogPages() : LogPageContract(InMemoryUnderTest.OpenAsync);

    public sealed class Lists() : ListContract(InMemoryUnderTest.OpenAsync);

    public sealed class Filters() : FilterContract(InMemoryUnderTest.OpenAsync);

    public sealed class Facets() : FacetContract(InMemoryUnderTest.OpenAsync);

    public sealed class Snapshots() : SnapshotContract(InMemoryUnderTest.OpenAsync);

    public sealed class FirstProblems() : FirstProblemContract(InMemoryUnderTest.OpenAsync);

    public sealed class LastAnswers() : LastAnswerContract(InMemoryUnderTest.OpenAsync);

    public sealed class CallFilters() : CallFilterContract(InMemoryUnderTest.OpenAsync);

    public sealed class Neighbours() : NeighbourContract(InMemoryUnderTest.OpenAsync);

    public sealed class Scopes() : ScopeContract(InMemoryUnderTest.OpenAsync);

    public sealed class Tenants() : TenantContract(InMemoryUnderTest.OpenTenantsAsync);

    public sealed class Users() : UserContract(InMemoryUnderTest.OpenAsync);

    public sealed class LateFeedback() : LateFeedbackContract(InMemoryUnderTest.OpenAsync);

    public sealed class ModelCalls() : ModelCallContract(InMemoryUnderTest.OpenAsync);

    public sealed class Scores() : ScoreContract(InMemoryUnderTest.OpenAsync);

    public sealed class Attributes() : AttributeContract(InMemoryUnderTest.OpenAsync);

    public sealed class RecordingLevels() : RecordingContract(InMemoryUnderTest.OpenAsync);

    public sealed class TurnInputs() : TurnInputContract(InMemoryUnderTest.OpenAsync);

    public sealed class LateTurns() : LateTurnContract(InMemoryUnderTest.OpenAsync);

    public sealed class WaitingTurns() : WaitingTurnContract(InMemoryUnderTest.OpenAsync);

    public sealed class PersonalTurns() : PersonalTurnContract(InMemoryUnderTest.OpenAsync);

    public sealed class Ends() : EndContract(InMemoryUnderTest.OpenAsync);

    public sealed class BadInput() : BadInputContract(InMemoryUnderTest.OpenAsync);

    public sealed class Problems() : ProblemContract(InMemoryUnderTest.OpenAsync);

    public sealed class Annotations() : AnnotationContract(InMemoryUnderTest.OpenAsync);

    public sealed class Searching() : SearchContract(InMemoryUnderTest.OpenAsync);

    public sealed class SearchingWords() : WordSearchContract(InMemoryUnderTest.OpenAsync);

    public sealed class Counting() : StatisticsContract(InMemoryUnderTest.OpenAsync);

    public sealed class CountingErrors() : ErrorMessageContract(InMemoryUnderTest.OpenAsync);

    public sealed class CountingCalls() : CallStatisticsContract(InMemoryUnderTest.OpenAsync);

    public sealed class ListingCalls() : CallListContract(InMemoryUnderTest.OpenAsync);

    public sealed class Erasing() : ErasureContract(InMemoryUnderTest.OpenAsync);

    public sealed class ErasingUsers() : UserErasureContract(InMemoryUnderTest.OpenAsync);

    public sealed class SharingConversations() : SharedConversationContract(InMemoryUnderTest.OpenAsync);

    public sealed class OverlappingOpenings() : OverlappingOpeningsContract(InMemoryUnderTest.OpenAsync);

    public sealed class Holding() : HoldContract(InMemoryUnderTest.OpenAsync);

    public sealed class Alerting() : AlertContract(InMemoryUnderTest.OpenAsync);

    public sealed class Expiring() : ExpiryContract(InMemoryUnderTest.OpenAsync);

    public sealed class Purging() : PurgeContract(InMemoryUnderTest.OpenAsync);

    public sealed class Runs() : RetentionRunContract(InMemoryUnderTest.OpenAsync);

    public sealed class Accesses() : AccessLogContract(InMemoryUnderTest.OpenAsync);

    public sealed class AccessChains() : AccessChainContract(InMemoryUnderTest.OpenAsync);

    public sealed class AccessExpiry() : AccessExpiryContract(InMemoryUnderTest.OpenAsync);

    public sealed class Copying() : CopyContract(InMemoryUnderTest.OpenAsync, InMemoryUnderTest.OpenAsync);

    public sealed class Arriving() : ArrivalContract(InMemoryUnderTest.OpenAsync);

    public sealed class Histories() : DifferentialProperty(InMemoryUnderTest.OpenAsync, Amount.Of(usual: 2, inCi: 8, inLongCampaign: 60));

    public sealed class VisibleReads() : VisibleReadContract(InMemoryUnderTest.OpenAsync);

    public sealed class Twins() : NonInterferenceProperty(InMemoryUnderTest.OpenAsync);

    public sealed class LiveTwins() : LiveProperty(InMemoryUnderTest.OpenAsync);
}
