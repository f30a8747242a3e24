using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Storage.Reading;

/// <summary>
/// A reader with the permission who sees personal data only on request: marks without personal data before, and the same list with all data afterwards.
/// </summary>
public sealed class ConversationReaderRevealTests
{
    private static readonly Reader s_before = new("Dora", canReadPii: false) { AsksForPii = true };
    private static readonly Reader s_after = s_before with { CanReadPii = true };

    private readonly ManualClock _clock = new(Some.At(60));
    private readonly InMemoryConversationStore _store = new();
    private readonly AccessWatch _watch;
    private readonly ConversationReader _reader;

    public ConversationReaderRevealTests()
    {
        _watch = AccessWatch.Of(_store);
        _reader = new ConversationReader(_watch.Store, new ConversationReaderOptions { TimeProvider = _clock });
    }

    [Fact]
    public async Task A_withheld_entry_is_a_mark_with_its_ID_time_and_position_only()
    {
        await WriteAsync();

        var marked = (await _reader.GetAsync(s_before, "c1"))!;
        var shown = (await _reader.GetAsync(s_after, "c1"))!;

        marked.Entries.Select(static entry => (entry.Id, entry.Timestamp, entry.Order)).Should()
            .Equal(shown.Entries.Select(static entry => (entry.Id, entry.Timestamp, entry.Order)));
        marked.Entries.Select(static entry => (entry.Content, entry.IsWithheld)).Should().Equal(("table", false), ("", true), ("done", false));
        marked.Entries[1].Should()
            .Match<EntryView>(static entry => entry.IsPii && entry.Level == EntryLevel.Info && entry.Fields.Count == 0, "how grave it is says something of it");
        marked.ApiResponses.Should().ContainSingle().Which.Should().Match<ApiResponseView>(static response =>
            response.IsWithheld && response.IsPii && !response.IsError && response.Method.Length == 0 && response.Url.IsEmpty && response.StatusCode == 0
                && response.ErrorBody == null && response.Elapsed == TimeSpan.Zero);
        shown.Entries.Should().OnlyContain(static entry => !entry.IsWithheld);
        shown.ApiResponses.Should().OnlyContain(static response => !response.IsWithheld && response.IsError);
    }

    [Fact]
    public async Task A_mark_contains_no_personal_data_and_is_not_recorded()
    {
        await WriteAsync();
        _watch.Failure = new InvalidOperationException("the access log is not asked");

        var marked = (await _reader.GetAsync(s_before, "c1"))!;
        var whole = (await _reader.ListWholeAsync(s_before, new ConversationQuery())).Conversations;
        var users = await _reader.ListUsersAsync(s_before, new UserQuery { From = Some.At(0) });
        var log = await _reader.GetLogAsync(s_before, new LogQuery("c1") { WithPii = true });

        foreach (string text in whole.Append(marked).Select(ViewText.Of))
        {
            text.Should().NotContain("secret").And.NotContain("jane").And.NotContain("4915112345678");
        }

        users.Users.Should().OnlyContain(static user => user.User.Text.StartsWith("user-", StringComparison.Ordinal));
        log.Logged.Should().HaveCount(2, "a part of a log has no marks").And.OnlyContain(static logged => !logged.Entry!.IsWithheld);
        marked.Summary.EntryCount.Should().Be(2, "counts leave out what is withheld");
    }

    [Fact]
    public async Task A_reader_without_the_permission_gets_no_mark()
    {
        await WriteAsync();

        var other = (await _reader.GetAsync(s_before with { AsksForPii = false }, "c1"))!;

        other.Entries.Select(static entry => entry.Content).Should().Equal("table", "done");
        other.ApiResponses.Should().BeEmpty();
    }

    [Fact]
    public async Task Held_conversations_pending_erasure_have_no_marks_for_anyone()
    {
        await WriteAsync();
        await _store.PlaceHoldAsync(new LegalHold { ConversationId = "c1", PlacedBy = "Hal", PlacedAt = Some.At(50) });
        await _store.EraseAsync(ErasureRequest.OfConversation("c1", "Eve", Some.At(55)));

        var plain = (await _reader.GetAsync(s_before with { AsksForPii = false }, "c1"))!;
        plain.Summary.IsErasurePending.Should().BeFalse();
        foreach (var reader in new[] { s_before, s_after })
        {
            ViewText.Of((await _reader.GetAsync(reader, "c1"))!).Should()
                .Be(ViewText.Of(plain with { Summary = plain.Summary with { IsErasurePending = true } }));
        }
    }

    // c2 has the most errors for a reader who sees all of them, c1 for all other readers.
    [Fact]
    public async Task A_list_and_its_cursors_are_the_same_before_and_after_revealing()
    {
        await WriteAsync();
        var query = new ConversationQuery { Sort = ConversationSort.Errors, Limit = 1 };

        var before = await _reader.ListAsync(s_before, query);
        var after = await _reader.ListAsync(s_after, query);

        Ids(after).Should().Equal(Ids(before)).And.Equal("c1");
        after.Conversations[0].User!.Value.Text.Should().Be("jane");
        Ids(await _reader.ListAsync(s_after, query, before.Next)).Should().Equal(Ids(await _reader.ListAsync(s_before, query, after.Next))).And.Equal("c2");
        Ids(await _reader.ListAsync(s_after with { AsksForPii = false }, query)).Should().Equal("c2");
        var first = await _reader.ListUsersAsync(s_before, new UserQuery { Limit = 1, From = Some.At(0) });
        (await _reader.ListUsersAsync(s_after, new UserQuery { Limit = 1, From = Some.At(0) }, first.Next)).Users.Should().ContainSingle();
    }

    [Fact]
    public async Task A_lookup_by_personal_data_finds_no_conversation_before_revealing()
    {
        await WriteAsync();
        var query = new ConversationQuery { UserId = "jane" };

        Ids(await _reader.ListAsync(s_before, query)).Should().BeEmpty();
        _watch.Written.Should().BeEmpty();
        Ids(await _reader.ListAsync(s_after, query)).Should().Equal("c1");
        _watch.Written.Should().ContainSingle();
    }

    [Fact]
    public async Task Finding_neighbours_in_a_list_is_not_recorded_as_a_read()
    {
        await WriteAsync();

        var neighbours = await _reader.FindNeighboursAsync(s_after, new ConversationQuery(), "c1");

        (neighbours.Previous, neighbours.Next).Should().Be(("c2", null));
        _watch.Written.Should().BeEmpty();
    }

    private static IEnumerable<string> Ids(ConversationPage page) => page.Conversations.Select(static conversation => conversation.ConversationId);

    private ValueTask WriteAsync() => _store.WriteAsync([
        Some.Opening("c1") with { UserId = "jane" },
        Some.Entry(1, "table", "c1", level: EntryLevel.Error) with { Fields = Some.Fields(LogField.Pii("phone", "+4915112345678")) },
        Some.Entry(2, "secret", "c1", level: EntryLevel.Warning, isPii: true),
        Some.ApiResponse("https://crm.example/secret", after: 2, "c1") with { IsPii = true, StatusCode = 409, ErrorBody = "secret" },
        Some.Entry(3, "done", "c1"),
        Some.Opening("c2", minute: 1) with { UserId = "joe" },
        Some.Entry(1, "secret", "c2", level: EntryLevel.Error, isPii: true),
        Some.Entry(2, "secret", "c2", level: EntryLevel.Error, isPii: true),
    ]);
}
