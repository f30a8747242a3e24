using System.Reflection;
using ConvLog.Privacy;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Reading;

/// <summary>
/// Every public method of the reader is listed here. Either its result can contain personal data and is recorded in the access log first, or it never does.
/// A new method needs a row.
/// </summary>
public sealed class ConversationReaderMethodTests
{
    private const string Canary = "canary";

    private static readonly Reader s_dora = new("Dora", canReadPii: true) { Reason = "ticket 4711" };

    private static readonly ConversationQuery s_all = new();

    private static readonly StatisticsQuery s_hour = new() { From = Some.At(0), To = Some.At(60) };

    private readonly ManualClock _clock = new(Some.At(60));
    private readonly InMemoryConversationStore _store = new();
    private readonly AccessWatch _watch;
    private readonly PermissionWatch _counts;
    private readonly ConversationReader _reader;
    private int _told;

    public ConversationReaderMethodTests()
    {
        _watch = AccessWatch.Of(_store);
        _counts = PermissionWatch.Of(_watch.Store);
        _reader = new ConversationReader(_counts.Store, new ConversationReaderOptions { TimeProvider = _clock });
    }

    public static TheoryData<string> Personal => [.. new ConversationReaderMethodTests().PersonalReads().Keys];

    public static TheoryData<string> NotPersonal => [.. new ConversationReaderMethodTests().OtherReads().Keys];

    [Fact]
    public void Each_method_is_named_here_as_personal_or_not()
        => typeof(ConversationReader).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(static method => method.Name).Distinct(StringComparer.Ordinal)
            .Should().BeEquivalentTo(
                [
                    .. PersonalReads().Keys, .. OtherReads().Keys, nameof(ConversationReader.GetHealthAsync), $"get_{nameof(ConversationReader.Capabilities)}",
                ],
            "what health shows to whom has tests in ConversationReaderHealthTests, and a method that is new needs a row in one of the two tables, and what "
            + "that row's tests ask");

    [Theory]
    [MemberData(nameof(Personal))]
    public async Task Reads_of_personal_data_are_recorded_with_reader_and_reason(string method)
    {
        await WriteAsync();
        string answer = await PersonalReads()[method](s_dora);

        // Neighbours are returned as IDs, but their order can depend on personal data.
        (answer.Contains(Canary, StringComparison.Ordinal) || method is nameof(ConversationReader.FindNeighboursAsync)).Should()
            .BeTrue("else this row says nothing: {0}", answer);
        _watch.Written.SelectMany(static call => call).Should()
            .NotBeEmpty().And.OnlyContain(static access => access.Reader == "Dora" && access.Reason == "ticket 4711");
    }

    [Theory]
    [MemberData(nameof(Personal))]
    public async Task No_personal_data_is_returned_where_the_access_log_fails(string method)
    {
        await WriteAsync();
        _watch.Failure = new ConversationStoreException(StoreFault.Unavailable, "The disk is full: free some space.");

        (await FluentActions.Awaiting(() => PersonalReads()[method](s_dora)).Should().ThrowAsync<ConversationStoreException>()).Which.Should()
            .BeSameAs(_watch.Failure);
    }

    [Theory]
    [MemberData(nameof(Personal))]
    public async Task A_reader_without_the_permission_gets_no_personal_data_and_is_not_recorded(string method)
    {
        await WriteAsync();
        _watch.Failure = new InvalidOperationException("the access log is not asked");
        string answer = await PersonalReads()[method](s_dora with { CanReadPii = false });

        answer.Should().Contain("c2", "it answers").And.NotContain(Canary);
    }

    [Theory]
    [MemberData(nameof(NotPersonal))]
    public async Task Non_personal_data_is_the_same_for_all_readers_and_not_recorded(string method)
    {
        await WriteAsync();
        _watch.Failure = new InvalidOperationException("the access log is not asked");
        string permitted = await OtherReads()[method](s_dora);
        string other = await OtherReads()[method](s_dora with { CanReadPii = false });

        permitted.Should().Be(other).And.NotContain(Canary);
    }

    // The live feed reads the store once for all readers, whatever their permission. LiveProperty compares the events each of them gets.
    [Fact]
    public async Task A_reader_without_the_permission_gets_counts_without_personal_entries()
    {
        await WriteAsync();
        foreach (var (method, read) in PersonalReads().Concat(OtherReads()).Where(static one => one.Key is not nameof(ConversationReader.FollowAsync)))
        {
            await read(s_dora with { CanReadPii = false });
            await read(s_dora with { CanReadPii = false, AsksForPii = true });

            _counts.Permitted.Should().BeEmpty("{0} counts nothing personal", method);
        }
    }

    private Dictionary<string, Func<Reader, Task<string>>> PersonalReads() => new(StringComparer.Ordinal)
    {
        [nameof(ConversationReader.GetAsync)] = async who => AnswerText.Of(await _reader.GetAsync(who, "c2")),
        [nameof(ConversationReader.GetTurnsAsync)] = async who => AnswerText.Of(await _reader.GetTurnsAsync(who, "c2")),
        [nameof(ConversationReader.GetSummaryAsync)] = async who => AnswerText.Of(await _reader.GetSummaryAsync(who, "c2")),
        [nameof(ConversationReader.GetLogAsync)] = async who => AnswerText.Of((await _reader.GetLogAsync(who, new LogQuery("c2") { WithPii = true }), "of c2")),
        [nameof(ConversationReader.ListAsync)] = async who => AnswerText.Of(await _reader.ListAsync(who, s_all)),
        [nameof(ConversationReader.ReadSnapshotAsync)] = async who
            => AnswerText.Of(await _reader.ReadSnapshotAsync(who, s_all, lists => lists.ListAsync(s_all))),
        [nameof(ConversationReader.ListWholeAsync)] = async who => AnswerText.Of(await _reader.ListWholeAsync(who, s_all)),
        [nameof(ConversationReader.ListFeedbackAsync)] = async who => AnswerText.Of(await _reader.ListFeedbackAsync(who, s_all)),
        [nameof(ConversationReader.ListAnnotationsAsync)] = async who => AnswerText.Of(await _reader.ListAnnotationsAsync(who, s_all)),
        [nameof(ConversationReader.ListUsersAsync)] = async who => AnswerText.Of((await _reader.ListUsersAsync(who, new UserQuery()), "of c2")),
        [nameof(ConversationReader.FindNeighboursAsync)] = async who => AnswerText.Of(await _reader.FindNeighboursAsync(who, s_all, "c1")),
        [nameof(ConversationReader.FollowAsync)] = FollowAsync,
    };

    private Dictionary<string, Func<Reader, Task<string>>> OtherReads() => new(StringComparer.Ordinal)
    {
        [nameof(ConversationReader.ExistsAsync)] = async who => AnswerText.Of(await _reader.ExistsAsync(who, "c2")),
        [nameof(ConversationReader.FindPlaceAfterAsync)] = async who
            => AnswerText.Of((await _reader.FindPlaceAfterAsync(who, new ConversationQuery(), "c2"))?.Query),
        [nameof(ConversationReader.ListAgentsAsync)] = async who => AnswerText.Of(await _reader.ListAgentsAsync(who)),
        [nameof(ConversationReader.SearchAsync)] = async who
            => AnswerText.Of((await _reader.SearchAsync(who, new SearchQuery { Text = "table" }),
            await _reader.SearchAsync(who, new SearchQuery { Text = Canary }))),
        [nameof(ConversationReader.FindFirstProblemsAsync)] = async who => AnswerText.Of(await _reader.FindFirstProblemsAsync(who,
            (await _reader.ListAsync(s_dora with { CanReadPii = false }, s_all)).Conversations)),
        [nameof(ConversationReader.FindLastAnswersAsync)] = async who => AnswerText.Of(await _reader.FindLastAnswersAsync(who,
            (await _reader.ListAsync(s_dora with { CanReadPii = false }, s_all)).Conversations)),
        [nameof(ConversationReader.CountFacetsAsync)] = async who => AnswerText.Of(await _reader.CountFacetsAsync(who, new ConversationQuery())),
        [nameof(ConversationReader.GetStatisticsAsync)] = async who => AnswerText.Of(await _reader.GetStatisticsAsync(who, s_hour)),
        [nameof(ConversationReader.GetModelMonthsAsync)] = async who => AnswerText.Of(await _reader.GetModelMonthsAsync(who, s_hour)),
        [nameof(ConversationReader.GetErrorMessagesAsync)] = async who => AnswerText.Of(await _reader.GetErrorMessagesAsync(who, s_hour)),
        [nameof(ConversationReader.GetCallStatisticsAsync)] = async who
            => AnswerText.Of(await _reader.GetCallStatisticsAsync(who, new CallQuery { Period = s_hour, Kind = CallTargetKind.Endpoint })),
        [nameof(ConversationReader.GetCallDetailsAsync)] = async who
            => AnswerText.Of(await _reader.GetCallDetailsAsync(who, new CallQuery { Period = s_hour, Name = "save_guest" })),
        [nameof(ConversationReader.ListCallsAsync)] = async who
            => AnswerText.Of((await _reader.ListCallsAsync(who, new CallListQuery { Calls = new CallQuery { Period = s_hour, Name = "save_guest" } })).Calls),
        [nameof(ConversationReader.GetProblemStatisticsAsync)] = async who => AnswerText.Of(await _reader.GetProblemStatisticsAsync(who, s_hour)),
        [nameof(ConversationReader.BringUpToDateAsync)] = async _ =>
        {
            await _reader.BringUpToDateAsync();
            return "";
        },
        [nameof(ConversationReader.CheckHealthAsync)] = async _ => AnswerText.Of(await _reader.CheckHealthAsync()),
        [nameof(ConversationReader.ReadAccessLogAsync)] = async who
            => AnswerText.Of((await _reader.ReadAccessLogAsync(new AccessQuery()), (await _reader.ReadAccessLogAsync(who, new AccessQuery())).Accesses)),
        [nameof(ConversationReader.VerifyAccessLogAsync)] = async who => AnswerText.Of((await _reader.VerifyAccessLogAsync(who)).Head),
    };

    private async Task<string> FollowAsync(Reader who)
    {
        await using var live = await LiveWatch.StartAsync(_reader, who, new LiveQuery { Level = EntryLevel.Info });
        string content = $"table {++_told}";
        await _store.WriteAsync(
            [Some.Entry(100 + _told, content, "c2") with { Timestamp = _clock.GetUtcNow(), Fields = Some.Fields(LogField.Pii("phone", $"{Canary} phone")) }]);
        await live.UntilReceivedAsync(content);
        return AnswerText.Of(live.Received);
    }

    private ValueTask WriteAsync() => _store.WriteAsync([
        Some.Opening("c1"),
        Some.Opening("c2", minute: 1) with { UserId = $"{Canary} user", FromNumber = $"{Canary} from", ToNumber = $"{Canary} to",
            Attributes = Some.Fields(("name", $"{Canary} name")) },
        Some.Turn(1, "c2") with { UserInput = new MaskedText($"{Canary} said", "shown"), AgentResponse = new MaskedText($"{Canary} answered", "shown"),
            Error = $"{Canary} turn" },
        Some.Call(1, "c2", turn: 1, outcome: FunctionOutcome.Failed) with { Arguments = Some.Fields(("guest", $"{Canary} argument")),
            Result = ("result", $"{Canary} result"), Error = $"{Canary} call" },
        Some.Entry(1, "table", "c2", level: EntryLevel.Error) with { Fields = Some.Fields(LogField.Pii("phone", $"{Canary} phone")) },
        Some.Entry(2, $"{Canary} entry", "c2", level: EntryLevel.Error, isPii: true),
        Some.ApiResponse($"https://crm.example/contacts?q={Canary}", after: 2, "c2") with { StatusCode = 409, ErrorBody = $"{Canary} body" },
        Some.StateChange("guest", after: 3, "c2") with { Variable = ("guest", $"{Canary} state") },
        Some.Feedback(1, FeedbackRating.Dislike, conversation: "c2") with { Comment = $"{Canary} comment" },
        Some.Annotation(1, $"{Canary} improved", conversation: "c2"),
        Some.Note("n", $"{Canary} note", conversation: "c2"),
        Some.DeadLetter("d", conversation: "c2") with { Payload = $"{Canary} letter" },
    ]);
}
