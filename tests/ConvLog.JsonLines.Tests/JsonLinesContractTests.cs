using ConvLog.StoreContract;
using ConvLog.StoreContract.Differential;
using ConvLog.StoreContract.NonInterference;
using ConvLog.Tests.Shared;

namespace ConvLog.JsonLines.Tests;

/// <summary>
/// A store written against the public contract passes the contract tests of all stores. <see cref="CopyContract"/> is left out: a copy reads each opening of a
/// conversation individually, which no public member of a store returns. Classes that wait for a store to catch up run on a store that is reopened at that
/// point, if the test keeps no reference to the closed one.
/// </summary>
public static class JsonLinesContractTests
{
    public sealed class Writing() : WritingContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Reading() : ReadingContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Values() : ValueContract(JsonLinesUnderTest.OpenAsync, Amount.Of(usual: 4, inCi: 1, inLongCampaign: 1));

    public sealed class Properties() : RecordPropertyContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Summaries() : SummaryContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Team() : TeamContract(JsonLinesUnderTest.OpenAsync);

    public sealed class TeamService() : ConversationTeamContract(JsonLinesUnderTest.OpenAsync);

    public sealed class LogPages() : LogPageContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Lists() : ListContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Filters() : FilterContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Facets() : FacetContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Snapshots() : SnapshotContract(JsonLinesUnderTest.OpenAsync);

    public sealed class FirstProblems() : FirstProblemContract(JsonLinesUnderTest.OpenAsync);

    public sealed class LastAnswers() : LastAnswerContract(JsonLinesUnderTest.OpenAsync);

    public sealed class CallFilters() : CallFilterContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Neighbours() : NeighbourContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Scopes() : ScopeContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Tenants() : TenantContract(JsonLinesUnderTest.OpenTenantsAsync);

    public sealed class Users() : UserContract(JsonLinesUnderTest.OpenAsync);

    public sealed class LateFeedback() : LateFeedbackContract(JsonLinesUnderTest.OpenAsync);

    public sealed class ModelCalls() : ModelCallContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Scores() : ScoreContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Attributes() : AttributeContract(JsonLinesUnderTest.OpenAsync);

    public sealed class RecordingLevels() : RecordingContract(JsonLinesUnderTest.OpenAsync);

    public sealed class TurnInputs() : TurnInputContract(JsonLinesUnderTest.OpenAsync);

    public sealed class LateTurns() : LateTurnContract(JsonLinesUnderTest.OpenAsync);

    public sealed class WaitingTurns() : WaitingTurnContract(JsonLinesUnderTest.OpenAsync);

    public sealed class PersonalTurns() : PersonalTurnContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Ends() : EndContract(JsonLinesUnderTest.OpenAsync);

    public sealed class BadInput() : BadInputContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Problems() : ProblemContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Annotations() : AnnotationContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Searching() : SearchContract(JsonLinesUnderTest.OpenAsync);

    public sealed class SearchingWords() : WordSearchContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Counting() : StatisticsContract(JsonLinesUnderTest.OpenAsync);

    public sealed class CountingErrors() : ErrorMessageContract(JsonLinesUnderTest.OpenAsync);

    public sealed class CountingCalls() : CallStatisticsContract(JsonLinesUnderTest.OpenAsync);

    public sealed class ListingCalls() : CallListContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Erasing() : ErasureContract(JsonLinesUnderTest.OpenAsync);

    public sealed class ErasingUsers() : UserErasureContract(JsonLinesUnderTest.OpenToReopenAsync);

    public sealed class SharingConversations() : SharedConversationContract(JsonLinesUnderTest.OpenToReopenAsync);

    public sealed class OverlappingOpenings() : OverlappingOpeningsContract(JsonLinesUnderTest.OpenToReopenAsync);

    public sealed class Holding() : HoldContract(JsonLinesUnderTest.OpenToReopenAsync);

    public sealed class Alerting() : AlertContract(JsonLinesUnderTest.OpenToReopenAsync);

    public sealed class Expiring() : ExpiryContract(JsonLinesUnderTest.OpenToReopenAsync);

    public sealed class Purging() : PurgeContract(JsonLinesUnderTest.OpenToReopenAsync);

    public sealed class Runs() : RetentionRunContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Accesses() : AccessLogContract(JsonLinesUnderTest.OpenAsync);

    public sealed class AccessChains() : AccessChainContract(JsonLinesUnderTest.OpenAsync);

    public sealed class AccessExpiry() : AccessExpiryContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Arriving() : ArrivalContract(JsonLinesUnderTest.OpenAsync);

    public sealed class Histories() : DifferentialProperty(JsonLinesUnderTest.OpenToReopenAsync, CiRun.IsOn ? 8 : 3);

    public sealed class VisibleReads() : VisibleReadContract(JsonLinesUnderTest.OpenAsync);

    [Trait(CiRun.Trait, CiRun.Only)]
    public sealed class Twins() : NonInterferenceProperty(JsonLinesUnderTest.OpenAsync, cases: 4);

    public sealed class LiveTwins() : LiveProperty(JsonLinesUnderTest.OpenAsync, cases: 2);
}
