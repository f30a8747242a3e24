using ConvLog.Sqlite.Text;
using ConvLog.StoreContract;
using ConvLog.StoreContract.Differential;
using ConvLog.StoreContract.NonInterference;
using ConvLog.Tests.Shared;

namespace ConvLog.Sqlite.Tests.Contract;

/// <summary>The store in a file, tested with the contract of all stores.</summary>
public static class SqliteStore
{
    public sealed class Writing() : WritingContract(SqliteUnderTest.OpenAsync);

    public sealed class Reading() : ReadingContract(SqliteUnderTest.OpenAsync);

    public sealed class Values() : ValueContract(SqliteUnderTest.OpenAsync);

    public sealed class Properties() : RecordPropertyContract(SqliteUnderTest.OpenAsync);

    public sealed class Summaries() : SummaryContract(SqliteUnderTest.OpenAsync);

    public sealed class Team() : TeamContract(SqliteUnderTest.OpenAsync);

    public sealed class TeamService() : ConversationTeamContract(SqliteUnderTest.OpenAsync);

    public sealed class TeamDocuments() : TeamDocumentContract(SqliteUnderTest.OpenAsync);

    public sealed class LogPages() : LogPageContract(SqliteUnderTest.OpenAsync);

    public sealed class Lists() : ListContract(SqliteUnderTest.OpenAsync);

    public sealed class Filters() : FilterContract(SqliteUnderTest.OpenAsync);

    public sealed class Facets() : FacetContract(SqliteUnderTest.OpenAsync);

    public sealed class Snapshots() : SnapshotContract(SqliteUnderTest.OpenAsync);

    public sealed class FirstProblems() : FirstProblemContract(SqliteUnderTest.OpenAsync);

    public sealed class LastAnswers() : LastAnswerContract(SqliteUnderTest.OpenAsync);

    public sealed class CallFilters() : CallFilterContract(SqliteUnderTest.OpenAsync);

    public sealed class Neighbours() : NeighbourContract(SqliteUnderTest.OpenAsync);

    public sealed class Scopes() : ScopeContract(SqliteUnderTest.OpenAsync, mostCandidates: TextSearch.MostCandidates);

    public sealed class Tenants() : TenantContract(SqliteUnderTest.OpenTenantsAsync);

    public sealed class Users() : UserContract(SqliteUnderTest.OpenAsync);

    public sealed class LateFeedback() : LateFeedbackContract(SqliteUnderTest.OpenAsync);

    public sealed class ModelCalls() : ModelCallContract(SqliteUnderTest.OpenAsync);

    public sealed class Scores() : ScoreContract(SqliteUnderTest.OpenAsync);

    public sealed class Attributes() : AttributeContract(SqliteUnderTest.OpenAsync);

    public sealed class RecordingLevels() : RecordingContract(SqliteUnderTest.OpenAsync);

    public sealed class TurnInputs() : TurnInputContract(SqliteUnderTest.OpenAsync);

    public sealed class LateTurns() : LateTurnContract(SqliteUnderTest.OpenAsync);

    public sealed class WaitingTurns() : WaitingTurnContract(SqliteUnderTest.OpenAsync);

    public sealed class PersonalTurns() : PersonalTurnContract(SqliteUnderTest.OpenAsync);

    public sealed class Ends() : EndContract(SqliteUnderTest.OpenAsync);

    public sealed class BadInput() : BadInputContract(SqliteUnderTest.OpenAsync);

    public sealed class Problems() : ProblemContract(SqliteUnderTest.OpenAsync);

    public sealed class Annotations() : AnnotationContract(SqliteUnderTest.OpenAsync);

    public sealed class Searching() : SearchContract(SqliteUnderTest.OpenAsync);

    public sealed class SearchingWords() : WordSearchContract(SqliteUnderTest.OpenAsync);

    public sealed class Counting() : StatisticsContract(SqliteUnderTest.OpenAsync);

    public sealed class CountingErrors() : ErrorMessageContract(SqliteUnderTest.OpenAsync);

    public sealed class CountingCalls() : CallStatisticsContract(SqliteUnderTest.OpenAsync);

    public sealed class ListingCalls() : CallListContract(SqliteUnderTest.OpenAsync);

    public sealed class Erasing() : ErasureContract(SqliteUnderTest.OpenAsync);

    public sealed class ErasingUsers() : UserErasureContract(SqliteUnderTest.OpenAsync);

    public sealed class SharingConversations() : SharedConversationContract(SqliteUnderTest.OpenAsync);

    public sealed class OverlappingOpenings() : OverlappingOpeningsContract(SqliteUnderTest.OpenAsync);

    public sealed class Holding() : HoldContract(SqliteUnderTest.OpenAsync);

    public sealed class Alerting() : AlertContract(SqliteUnderTest.OpenAsync);

    public sealed class Expiring() : ExpiryContract(SqliteUnderTest.OpenAsync);

    public sealed class Purging() : PurgeContract(SqliteUnderTest.OpenAsync);

    public sealed class Runs() : RetentionRunContract(SqliteUnderTest.OpenAsync);

    public sealed class Accesses() : AccessLogContract(SqliteUnderTest.OpenAsync);

    public sealed class AccessChains() : AccessChainContract(SqliteUnderTest.OpenAsync);

    public sealed class AccessExpiry() : AccessExpiryContract(SqliteUnderTest.OpenAsync);

    public sealed class Copying() : CopyContract(SqliteUnderTest.OpenAsync, SqliteUnderTest.OpenAsync);

    public sealed class Arriving() : ArrivalContract(SqliteUnderTest.OpenAsync);

    public sealed class Histories() : DifferentialProperty(SqliteUnderTest.OpenAsync, everyNth: LongCampaign.IsOn ? 1 : 2);

    public sealed class SparingReads() : SparingReadContract(SqliteUnderTest.OpenAsync);

    public sealed class VisibleReads() : VisibleReadContract(SqliteUnderTest.OpenAsync);

    public sealed class EqualWork() : EqualWorkContract(SqliteUnderTest.OpenMeteredAsync);

    public sealed class Twins() : NonInterferenceProperty(SqliteUnderTest.OpenAsync, everyNth: LongCampaign.IsOn ? 1 : 3);

    public sealed class LiveTwins() : LiveProperty(SqliteUnderTest.OpenAsync);
}
