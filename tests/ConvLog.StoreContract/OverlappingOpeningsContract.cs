using ConvLog.Privacy;
using ConvLog.Storage.Privacy;

namespace ConvLog.StoreContract;

/// <summary>Several concurrent openings of one conversation: a worker keeps one open while requests arrive. Turns are in order of arrival.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract class OverlappingOpeningsContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string Id = Some.Conversation;

    [Fact]
    public async Task A_turn_keeps_its_position_and_its_rating_by_ordinal_among_turns_of_other_openings()
    {
        await using var worker = Host();
        await using var site = Host();
        await using var call = Open(worker);
        await SayAsync(call, worker, "said 1");
        await using (var request = Open(site))
        {
            await SayAsync(request, site, "typed in between");
        }

        var before = await ReadAsync();
        await using (var rating = Open(site))
        {
            rating.AddTurnFeedback(2, FeedbackRating.Dislike);
            rating.AnnotateTurn(1, "better");
        }

        await site.FlushAsync();
        await SayAsync(call, worker, "said 2");

        var read = await ReadAsync();
        InputsOf(before).Should().Equal("said 1", "typed in between");
        InputsOf(read).Should().Equal("said 1", "typed in between", "said 2");
        read.Feedback.Should().ContainSingle().Which.TurnId.Should().Be(read.Turns[1].Id);
        read.Annotations.Should().ContainSingle().Which.TurnId.Should().Be(read.Turns[0].Id);
        InputsOf((await Store.ReadTurnsAsync(Id, PersonalData.All))!).Should().Equal(InputsOf(read));
        Gate().View(read, new Reader("r", canReadPii: true)).Turns.Select(static turn => (turn.Ordinal, turn.UserInput.Text)).Should()
            .Equal((1, "said 1"), (2, "typed in between"), (3, "said 2"));
    }

    [Fact]
    public async Task Records_of_alternating_openings_are_not_grouped()
    {
        await using var host = Host();
        Conversation[] openings = [Open(host), Open(host), Open(host)];
        string[] said = [.. Enumerable.Range(1, 12).Select(static number => $"said {number}")];
        foreach (var (text, place) in said.Select(static (text, place) => (text, place)))
        {
            await SayAsync(openings[place * 7 % openings.Length], host, text);
        }

        foreach (var opening in openings)
        {
            await opening.DisposeAsync();
        }

        await host.FlushAsync();
        InputsOf(await ReadAsync()).Should().Equal(said);
        (await ReadAsync()).FunctionEvents.Select(static one => one.Name).Should().Equal(said.Select(static text => $"after {text}"));
    }

    [Fact]
    public async Task A_later_revision_from_any_opening_does_not_move_turns_or_calls()
    {
        await WriteAsync(Some.Opening(writer: 1), Some.Opening(writer: 2, minute: 1), Turn(1, "first", writer: 2), Some.Call(1, writer: 2, name: "one"));
        await WriteAsync(Turn(2, "second", writer: 1), Some.Call(2, writer: 1, name: "two"), Turn(3, "third", writer: 2));
        await Store.BringUpToDateAsync();

        await WriteAsync(Turn(3, "third, revised", writer: 1) with { Revision = 1, Sequence = 0 }, Turn(1, "first, revised", writer: 2) with { Revision = 1 },
            Some.Call(1, writer: 2, name: "one", outcome: FunctionOutcome.Failed) with { Revision = 1 });
        await WriteAsync(Turn(2, "second, again", writer: 2) with { Revision = 1, Sequence = 99 });
        await Store.BringUpToDateAsync();

        var read = await ReadAsync();
        InputsOf(read).Should().Equal("first, revised", "second, again", "third, revised");
        read.FunctionEvents.Select(static call => call.Name).Should().Equal("one", "two");
        var listed = (await Store.ListAsync(new ConversationQuery(), withPii: true)).Conversations.Single();
        listed.Title.Text.Should().Be("first, revised");
        listed.FunctionOutcomes.Should().Equal(FunctionOutcome.Failed, null);
        read.Summary.Title.Should().Be(listed.Title);
    }

    private static IEnumerable<string?> InputsOf(StoredConversation conversation) => conversation.Turns.Select(static turn => turn.UserInput.Text);

    private static TurnRecord Turn(int turn, string input, int writer)
        => Some.Turn(turn, writer: writer, minute: turn) with { UserInput = input };

    private static Conversation Open(StoreSink host) => new(new ConversationInfo(Id) { AgentId = "bookings" }, host);

    // Each is stored before the next: hosts do not wait for each other.
    private static async Task SayAsync(Conversation conversation, StoreSink host, string text)
    {
        using (var turn = conversation.BeginTurn(text))
        {
            turn.Complete("Done.");
        }

        using (var call = conversation.BeginFunction($"after {text}"))
        {
            call.Complete();
        }

        await host.FlushAsync();
    }

    private static PrivacyGate Gate() => new(new PrivacyOptions(), TimeProvider.System, TimeSpan.FromMinutes(30), TimeSpan.FromDays(7));

    private StoreSink Host() => new(Store, new StoreSinkOptions());
}
