using ConvLog.PostgreSql.Tests.Support;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.PostgreSql.Tests.Erasure;

/// <summary>The content of the tables, column by column.</summary>
public sealed class ClearTextTests : IAsyncLifetime
{
    private const string Personal = "CANARY-personal";
    private const string Visible = "CANARY-visible";

    private static readonly StoreRecord[] s_all =
    [
        Some.Opening(agent: Visible) with { UserId = Personal + "1", FromNumber = Personal + "2", ToNumber = Personal + "3",
            Attributes = Some.Fields(("k", Personal)) },
        Some.Turn(1) with { UserInput = new MaskedText(Personal, Visible), AgentResponse = new MaskedText(Personal, Visible), Error = Personal },
        Some.Call(1, turn: 1, outcome: FunctionOutcome.Failed) with { Arguments = Some.Fields(("k", Personal)), Result = ("k", Personal), Error = Personal },
        Some.Entry(1, Visible) with { Fields = Some.Fields(LogField.Pii("k", Personal, shown: Visible)) },
        Some.Entry(2, Personal, isPii: true) with { Fields = Some.Fields((Personal, Personal)) },
        Some.ApiResponse(Visible) with { Url = "https://crm.example/?q=" + Personal, ErrorBody = Personal },
        Some.StateChange(Visible) with { Variable = ("k", Personal) },
        Some.Feedback(1, FeedbackRating.Like) with { Comment = Personal },
        Some.Annotation(1, Personal),
        Some.Note("1", Personal),
        Some.DeadLetter(Visible) with { Payload = Personal },
    ];

    private readonly Hosts _hosts = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _hosts.DisposeAsync();

    [Fact]
    public async Task No_table_contains_personal_text_in_plain_text()
    {
        var store = _hosts.Open();
        await Hosts.WriteAsync(store, s_all);
        await store.CatchUpAsync();

        (await _hosts.TablesWithAsync(Visible)).Should().NotBeEmpty("else this would find nothing");
        (await _hosts.TablesWithAsync(Personal)).Should().BeEmpty();
        (await store.ReadAsync(Some.Conversation))!.Notes[0].Text.Should().Be(Personal);
    }

    [Fact]
    public async Task An_erasure_leaves_only_the_tombstone()
    {
        var store = _hosts.Open();
        await Hosts.WriteAsync(store, s_all);
        await store.CatchUpAsync();

        (await store.EraseAsync(ErasureRequest.OfConversation(Some.Conversation, "dpo", Some.At(1_000)))).IsComplete.Should().BeTrue();

        (await _hosts.TablesWithAsync("CANARY")).Should().BeEmpty();
        (await _hosts.RowsOfAsync("true")).Should().Be(0);
        (await _hosts.NumberAsync("SELECT count(*) FROM #.tombstone")).Should().Be(1);
        (await _hosts.NumberAsync("SELECT count(*) FROM #.end_user")).Should().Be(0);
        (await _hosts.NumberAsync("SELECT count(*) FROM keys#.destroyed_key")).Should().Be(1);
        (await _hosts.NumberAsync("SELECT count(*) FROM keys#.data_key WHERE no IN (SELECT no FROM keys#.destroyed_key)")).Should().Be(0);
    }

    [Fact]
    public async Task Expired_personal_data_is_in_no_row_not_even_encrypted()
    {
        var store = _hosts.Open();
        await Hosts.WriteAsync(store, s_all);

        await Hosts.ExpireAllAsync(store, new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) });

        (await _hosts.NumberAsync("SELECT (SELECT count(*) FROM #.pii) + (SELECT count(*) FROM #.subject) + (SELECT count(*) FROM #.entry WHERE kind >= 4)"))
            .Should().Be(0);
        (await _hosts.NumberAsync("SELECT count(*) FROM #.end_user WHERE hash IS NOT NULL")).Should().Be(0);
        (await _hosts.NumberAsync("SELECT count(*) FROM keys#.destroyed_key")).Should().Be(1);
        (await _hosts.NumberAsync("SELECT count(*) FROM keys#.data_key WHERE no IN (SELECT no FROM keys#.destroyed_key)")).Should().Be(0);
    }
}
