using System.Collections.Concurrent;
using ConvLog.Privacy;
using ConvLog.StoreContract;

namespace ConvLog.JsonLines.Tests;

/// <summary>A store that has only the members of every store passes the contract tests of these. The tests of capabilities are not derived.</summary>
[StoreUnderTest(typeof(MeasuredStore))]
public static class MeasuredStoreContractTests
{
    public sealed class Writing() : WritingContract(OpenAsync);

    public sealed class Reading() : ReadingContract(OpenAsync);

    public sealed class Values() : ValueContract(OpenAsync, 1);

    public sealed class Properties() : RecordPropertyContract(OpenAsync);

    public sealed class Summaries() : SummaryContract(OpenAsync);

    public sealed class Team() : TeamContract(OpenAsync);

    public sealed class TeamService() : ConversationTeamContract(OpenAsync);

    public sealed class LogPages() : LogPageContract(OpenAsync);

    public sealed class Lists() : ListContract(OpenAsync);

    public sealed class Filters() : FilterContract(OpenAsync);

    public sealed class CallFilters() : CallFilterContract(OpenAsync);

    public sealed class Neighbours() : NeighbourContract(OpenAsync);

    public sealed class Scopes() : ScopeContract(OpenAsync);

    public sealed class LateFeedback() : LateFeedbackContract(OpenAsync);

    public sealed class ModelCalls() : ModelCallContract(OpenAsync);

    public sealed class Scores() : ScoreContract(OpenAsync);

    public sealed class Attributes() : AttributeContract(OpenAsync);

    public sealed class RecordingLevels() : RecordingContract(OpenAsync);

    public sealed class TurnInputs() : TurnInputContract(OpenAsync);

    public sealed class LateTurns() : LateTurnContract(OpenAsync);

    public sealed class WaitingTurns() : WaitingTurnContract(OpenAsync);

    public sealed class PersonalTurns() : PersonalTurnContract(OpenAsync);

    public sealed class Ends() : EndContract(OpenAsync);

    public sealed class BadInput() : BadInputContract(OpenAsync);

    public sealed class Problems() : ProblemContract(OpenAsync);

    public sealed class Annotations() : AnnotationContract(OpenAsync);

    public sealed class Searching() : SearchContract(OpenAsync);

    public sealed class SearchingWords() : WordSearchContract(OpenAsync);

    public sealed class Erasing() : ErasureContract(OpenAsync);

    public sealed class ErasingUsers() : UserErasureContract(OpenAsync);

    public sealed class OverlappingOpenings() : OverlappingOpeningsContract(OpenAsync);

    public sealed class Expiring() : ExpiryContract(OpenAsync);

    public sealed class Purging() : PurgeContract(OpenAsync);

    public sealed class Accesses() : AccessLogContract(OpenAsync);

    private static ValueTask<IStoreUnderTest> OpenAsync() => OpenAsync(PrivacyClass.Visible);

    private static ValueTask<IStoreUnderTest> OpenAsync(PrivacyClass utterances) => new(new UnderTest(utterances));

    private sealed class UnderTest(PrivacyClass utterances) : IStoreUnderTest
    {
        private readonly ConcurrentBag<(string, TimeSpan)> _measured = [];

        public IConversationStore Store => field
            ??= new MeasuredStore(new InMemoryConversationStore(utterances == PrivacyClass.Personal), (name, time) => _measured.Add((name, time)));

        public ValueTask CatchUpAsync() => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
