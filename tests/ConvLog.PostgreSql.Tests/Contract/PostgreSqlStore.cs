using ConvLog.PostgreSql.Tests.Support;
using ConvLog.PostgreSql.Text;
using ConvLog.StoreContract;
using ConvLog.StoreContract.Differential;
using ConvLog.StoreContract.NonInterference;

namespace ConvLog.PostgreSql.Tests.Contract;

/// <summary>The store on a server, tested with the contract of all stores.</summary>
public static class PostgreSqlStore
{
    // Sort orders tested with each filter and scope. The order of a list is part of the statement; ListContract tests all orders.
    private static readonly int s_everyNthSort = CiRun.IsOn ? 1 : 5;

    public sealed class Writing() : WritingContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Reading() : ReadingContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Values() : ValueContract(PostgreSqlUnderTest.OpenAsync, LongCampaign.IsOn ? 1 : 16);

    public sealed class Properties() : RecordPropertyContract(PostgreSqlUnderTest.OpenAsync, Amount.Of(usual: 3, inCi: 1, inLongCampaign: 1));

    public sealed class Summaries() : SummaryContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Team() : TeamContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class TeamService() : ConversationTeamContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class TeamDocuments() : TeamDocumentContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class LogPages() : LogPageContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Lists() : ListContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Filters() : FilterContract(PostgreSqlUnderTest.OpenAsync, everyNthSort: s_everyNthSort);

    public sealed class Facets() : FacetContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Snapshots() : SnapshotContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class FirstProblems() : FirstProblemContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class LastAnswers() : LastAnswerContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class CallFilters() : CallFilterContract(PostgreSqlUnderTest.OpenAsync, Amount.Of(usual: 3, inCi: 1, inLongCampaign: 1));

    public sealed class Neighbours() : NeighbourContract(PostgreSqlUnderTest.OpenAsync, Amount.Of(usual: 2, inCi: 1, inLongCampaign: 1));

    public sealed class Scopes() : ScopeContract(PostgreSqlUnderTest.OpenAsync, everyNthSort: s_everyNthSort, mostCandidates: TextSearch.MostCandidates);

    public sealed class Tenants() : TenantContract(PostgreSqlUnderTest.OpenTenantsAsync);

    public sealed class Users() : UserContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class LateFeedback() : LateFeedbackContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class ModelCalls() : ModelCallContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Scores() : ScoreContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Attributes() : AttributeContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class RecordingLevels() : RecordingContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class TurnInputs() : TurnInputContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class LateTurns() : LateTurnContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class WaitingTurns() : WaitingTurnContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class PersonalTurns() : PersonalTurnContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Ends() : EndContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class BadInput() : BadInputContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Problems() : ProblemContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Annotations() : AnnotationContract(PostgreSqlUnderTest.OpenAsync, Amount.Of(usual: 12, inCi: 3, inLongCampaign: 1));

    public sealed class Searching() : SearchContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class SearchingWords() : WordSearchContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Counting() : StatisticsContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class CountingErrors() : ErrorMessageContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class CountingCalls() : CallStatisticsContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class ListingCalls() : CallListContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Erasing() : ErasureContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class ErasingUsers() : UserErasureContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class SharingConversations() : SharedConversationContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class OverlappingOpenings() : OverlappingOpeningsContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Holding() : HoldContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Alerting() : AlertContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Expiring() : ExpiryContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Purging() : PurgeContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Runs() : RetentionRunContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Accesses() : AccessLogContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class AccessChains() : AccessChainContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class AccessExpiry() : AccessExpiryContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Arriving() : ArrivalContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class Histories()
        : DifferentialProperty(PostgreSqlUnderTest.OpenAsync, Amount.Of(usual: 1, inCi: 5, inLongCampaign: 24), LongCampaign.IsOn ? 1 : 3);

    public sealed class SparingReads() : SparingReadContract(PostgreSqlUnderTest.OpenAsync);

    public sealed class VisibleReads() : VisibleReadContract(PostgreSqlUnderTest.OpenAsync, Amount.Of(usual: 1, inCi: 2, inLongCampaign: 12), CiRun.IsOn);

    [Needs(ServerNeeds.Installed)]
    [Trait(CiRun.Trait, CiRun.Only)]
    public sealed class EqualWork() : EqualWorkContract(PostgreSqlUnderTest.OpenMeteredAsync, LongCampaign.IsOn ? 1 : 5);

    [Trait(CiRun.Trait, CiRun.Only)]
    public sealed class Twins() : NonInterferenceProperty(PostgreSqlUnderTest.OpenAsync, LongCampaign.IsOn ? 10 : 2, LongCampaign.IsOn ? 1 : 5);

    [Trait(CiRun.Trait, CiRun.Only)]
    public sealed class LiveTwins() : LiveProperty(PostgreSqlUnderTest.OpenAsync, LongCampaign.IsOn ? 8 : 1);
}
