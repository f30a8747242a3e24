using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Storage.Reading;

public class ConversationReaderTests
{
    [Fact]
    public async Task A_conversation_is_found_by_its_id_and_its_agent()
    {
        await using var session = new StoredSession();
        session.Open(new ConversationInfo("c") { AgentId = "bookings" });
        await session.Sink.FlushAsync();
        var reader = session.Reader();

        (await reader.GetAsync(Reader.Anonymous, "c"))!.Summary.ConversationId.Should().Be("c");
        (await reader.GetAsync(Reader.Anonymous, "c", "bookings")).Should().NotBeNull();
        (await reader.GetAsync(Reader.Anonymous, "c", "other")).Should().BeNull();
        (await reader.GetAsync(Reader.Anonymous, "C")).Should().BeNull();
        (await reader.GetAsync(Reader.Anonymous, "unknown")).Should().BeNull();
    }

    [Fact]
    public async Task A_list_shows_each_conversation_as_the_reader_may_see_it()
    {
        await using var session = new StoredSession();
        for (int i = 0; i < 3; i++)
        {
            await using var conv = session.Open(new ConversationInfo($"c{i}") { UserId = "jane" });
            conv.Log.Error("hidden", isPii: true);
            session.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var page = await session.Reader().ListAsync(Reader.Anonymous, new ConversationQuery { Limit = 2, CountTotal = true });
        page.Total.Should().Be(3);
        page.Conversations.Select(c => c.ConversationId).Should().Equal("c2", "c1");
        page.Conversations.Should().OnlyContain(c => c.EntryCount == 0 && c.User!.Value.Text.StartsWith("user-"));
        (await session.Reader().ListAsync(StoredSession.Permitted, new ConversationQuery())).Conversations.Should()
            .OnlyContain(c => c.ErrorCount == 1 && c.User!.Value.Text == "jane");
    }

    [Fact]
    public async Task Null_arguments_of_the_reader_are_refused()
    {
        FluentActions.Invoking(() => new ConversationReader(null!)).Should().Throw<ArgumentNullException>();
        var reader = new ConversationReader(new InMemoryConversationStore());
        await reader.Invoking(r => r.GetAsync(null!, "c").AsTask()).Should().ThrowAsync<ArgumentNullException>();
        await reader.Invoking(r => r.GetAsync(Reader.Anonymous, null!).AsTask()).Should().ThrowAsync<ArgumentNullException>();
        await reader.Invoking(r => r.ListAsync(null!, new ConversationQuery()).AsTask()).Should().ThrowAsync<ArgumentNullException>();
        Reader.Anonymous.CanReadPii.Should().BeFalse();
    }

    [Fact]
    public async Task A_view_assigns_every_record_to_its_turn_and_function()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        conv.Log.Info("conversation");
        using (conv.BeginFunction("outside"))
        {
            conv.Log.Info("outside");
        }

        using (var turn = conv.BeginTurn("hi"))
        {
            conv.Log.Info("turn");
            using (conv.BeginFunction("outer", "c1", new { a = 1 }))
            {
                conv.Log.Info("outer");
                using (conv.BeginFunction("inner"))
                {
                    conv.LogApiResponse("GET", "u", 500, TimeSpan.FromMilliseconds(5), "body");
                }
            }

            turn.Complete("done", new ModelUsage("gpt-x", 1, 2, 0.001m, "EUR", TimeSpan.FromMilliseconds(80)));
        }

        var view = await session.ReadAsync();
        view.Entries.Select(e => e.Content).Should().Equal("conversation");
        view.FunctionEvents.Should().ContainSingle().Which.Entries.Select(e => e.Content).Should().Equal("outside");
        view.FunctionEvents[0].TurnOrdinal.Should().Be(0);
        var turnView = view.Turns.Should().ContainSingle().Subject;
        turnView.Entries.Select(e => e.Content).Should().Equal("turn");
        turnView.FunctionEvents.Select(f => (f.Name, f.TurnOrdinal)).Should().Equal(("outer", 1), ("inner", 1));
        turnView.FunctionEvents[1].ParentId.Should().Be(turnView.FunctionEvents[0].Id);
        turnView.FunctionEvents[1].ApiResponses.Should().ContainSingle().Which.Should()
            .Match<ApiResponseView>(r => r.IsError && r.ErrorBody!.Value.Text == "body");
        turnView.Usage!.Cost.Should().Be(0.001m);
        turnView.Usage.TimeToFirstToken.Should().Be(TimeSpan.FromMilliseconds(80));
        view.AllFunctionEvents.Select(f => f.Name).Should().Equal("outside", "outer", "inner");
        view.Summary.Duration.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task Entries_and_responses_of_one_scope_are_numbered_together_from_zero()
    {
        await using var session = new StoredSession();
        var conv = session.Open();
        using var call = conv.BeginFunction("f");
        conv.Log.Info("hidden", isPii: true);
        conv.Log.Info("0");
        conv.SetState("k", 1);
        conv.LogApiResponse("GET", "1", 200, TimeSpan.Zero);
        conv.WriteMetric("k", 1);
        conv.Log.Info("2");

        var view = (await session.ReadAsync(StoredSession.Other)).FunctionEvents[0];
        view.Entries.Select(e => (e.Content, e.Order)).Should().Equal(("0", 0), ("2", 2));
        view.ApiResponses.Select(r => (r.Url.Text, r.Order)).Should().Equal(("1", 1));
    }
}
