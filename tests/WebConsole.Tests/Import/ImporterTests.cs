using System.Text.Json.Nodes;
using ConvLog;
using ConvLog.Records;
using WebConsole.Import;
using WebConsole.Tests.Support;

namespace WebConsole.Tests.Import;

public sealed class ImporterTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Bench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_dialogue_is_a_conversation_and_each_exchange_a_turn()
    {
        string file = _folder.Write("a.json", Some.File(
            Some.DialogueJson("d-1", Some.User("Hello"), Some.System("Hi, how can I help?"), Some.User("Bye"), Some.System("Goodbye")),
            Some.DialogueJson("d-2", Some.User("Hello again"), Some.System("Welcome back"))));

        var summary = await _bench.ImportAsync(file);

        summary.Should().Be(new ImportSummary(Files: 1, Conversations: 2, FunctionEvents: 0, Skipped: 0, Malformed: 0, UnreadableFiles: 0));
        var conversation = await _bench.PlainAsync("d-1");
        conversation.Summary.AgentId.Should().Be("demo");
        conversation.Turns.Select(turn => (turn.UserInput.Text, turn.AgentResponse.Text)).Should().Equal(("Hello", "Hi, how can I help?"), ("Bye", "Goodbye"));
        conversation.Turns.Should().OnlyContain(turn => turn.Usage!.InputTokens > 0 && turn.Usage.OutputTokens > 0 && turn.Latency > TimeSpan.Zero);
        (await _bench.PlainAsync("d-2")).Turns.Should().ContainSingle();
    }

    [Fact]
    public async Task A_service_call_becomes_a_function_event_with_arguments_and_result()
    {
        string file = _folder.Write("a.json", Some.File(Some.DialogueJson(
            "d-1",
            Some.User("A therapist in Napa?"),
            Some.Calling(
                "There is one.",
                "FindProvider",
                new JsonObject { ["city"] = "Napa" },
                [new JsonObject { ["therapist_name"] = "Linn Terri", ["phone_number"] = "707-555-0163" }]))));

        (await _bench.ImportAsync(file)).FunctionEvents.Should().Be(1);

        var call = (await _bench.FullAsync("d-1")).Turns.Single().FunctionEvents.Single();
        call.Name.Should().Be("FindProvider");
        call.Outcome.Should().Be(FunctionOutcome.Completed);
        call.Arguments["city"].Should().Be("Napa");
        call.Result!.Value.Value!.ToString().Should().Contain("Linn Terri");
        call.Entries.Single(entry => string.Equals(entry.Content, "Results found", StringComparison.Ordinal)).Fields["count"].Should().Be(1);
        call.ApiResponses.Should().ContainSingle().Which.StatusCode.Should().Be(200);
    }

    [Fact]
    public async Task NOTIFY_FAILURE_makes_the_call_fail()
    {
        string file = _folder.Write("a.json", Some.File(Some.DialogueJson(
            "d-1",
            Some.User("Book it"),
            Some.Calling("That did not work.", "BookAppointment", [], [], Some.Action("NOTIFY_FAILURE")))));

        await _bench.ImportAsync(file);

        var call = (await _bench.FullAsync("d-1")).Turns.Single().FunctionEvents.Single();
        call.Outcome.Should().Be(FunctionOutcome.Failed);
        call.Error!.Value.Text.Should().NotBeEmpty();
        call.ApiResponses.Should().OnlyContain(response => response.IsError && response.ErrorBody != null);
        call.Entries.Should().Contain(entry => entry.Level == EntryLevel.Error);
    }

    [Fact]
    public async Task A_search_without_results_is_a_warning()
    {
        string file = _folder.Write("a.json", Some.File(Some.DialogueJson("d-1", Some.User("In Atlantis?"), Some.Calling("Nothing.", "FindProvider", [], []))));

        await _bench.ImportAsync(file);

        var entry = (await _bench.PlainAsync("d-1")).Turns.Single().FunctionEvents.Single().Entries.Single(entry => entry.Level == EntryLevel.Warning);
        entry.Content.Should().Be("No results");
        entry.Fields["count"].Should().Be(0);
    }

    [Fact]
    public async Task An_existing_dialogue_is_skipped_and_counted()
    {
        string file = _folder.Write("a.json", Some.File(Some.DialogueJson("d-1", Some.User("Hello"), Some.System("Hi"))));
        await _bench.ImportAsync(file);

        var again = await _bench.ImportAsync(file);

        again.Conversations.Should().Be(0);
        again.Skipped.Should().Be(1);
        (await _bench.PlainAsync("d-1")).Turns.Should().ContainSingle();
    }

    [Fact]
    public async Task A_duplicate_file_is_imported_once()
    {
        string file = _folder.Write("a.json", Some.File(Some.DialogueJson("d-1", Some.User("Hello"), Some.System("Hi"))));

        var summary = await _bench.ImportAsync(file, file);

        (summary.Conversations, summary.Skipped).Should().Be((1, 1));
        summary.ToString().Should().Be("Imported 1 conversation with 0 function events from 2 files; 1 already there and skipped.");
    }

    [Fact]
    public async Task A_side_that_speaks_twice_or_first_leaves_the_other_side_empty()
    {
        string file = _folder.Write("a.json", Some.File(Some.DialogueJson(
            "d-1", Some.System("Welcome"), Some.User("Hello"), Some.User("Anybody?"), Some.System("Yes"), Some.System("Here I am"), Some.User("Bye"))));

        await _bench.ImportAsync(file);

        (await _bench.PlainAsync("d-1")).Turns.Select(turn => (turn.UserInput.Text, turn.AgentResponse.Text))
            .Should().Equal(("", "Welcome"), ("Hello", ""), ("Anybody?", "Yes"), ("", "Here I am"), ("Bye", ""));
    }

    [Fact]
    public async Task Understood_slot_values_become_state_and_only_new_ones_are_logged()
    {
        var first = Some.User("In Napa");
        first["frames"]![0]!["state"] = new JsonObject { ["slot_values"] = new JsonObject { ["city"] = new JsonArray("Napa") } };
        var second = Some.User("On Monday");
        second["frames"]![0]!["state"] =
            new JsonObject { ["slot_values"] = new JsonObject { ["city"] = new JsonArray("Napa"), ["date"] = new JsonArray("Monday") } };
        string file = _folder.Write("a.json", Some.File(Some.DialogueJson("d-1", first, Some.System("When?"), second, Some.System("Fine"))));

        await _bench.ImportAsync(file);

        (await _bench.FullAsync("d-1")).Turns.Select(turn => string.Join(',', turn.StateChanges.Select(change => change.Variable.Key))).Should()
            .Equal("city", "date");
    }

    [Fact]
    public async Task Progress_reaches_the_end_for_any_file_content()
    {
        string good = _folder.Write("a.json", Some.File(Some.DialogueJson("d-1", Some.User("Hello"), Some.System("Hi"))));
        string broken = _folder.Write("b.json", "[");

        await _bench.ImportAsync(good, broken, Path.Combine(_folder.Path, "missing.json"));

        _bench.Report.Shares.Should().BeInAscendingOrder().And.EndWith(1.0);
        _bench.Report.IsDone.Should().BeTrue();
    }

    [Fact]
    public async Task Importing_the_same_file_gives_the_same_conversation()
    {
        string file = _folder.Write("a.json", Some.File(Some.DialogueJson(
            "d-1", Some.User("A therapist?"),
                Some.Calling("One.", "FindProvider", new JsonObject { ["city"] = "Napa" }, [new JsonObject { ["type"] = "Psychiatrist" }]))));
        await using var other = new Bench();

        await _bench.ImportAsync(file);
        await other.ImportAsync(file);

        Told(await other.FullAsync("d-1")).Should().Be(Told(await _bench.FullAsync("d-1")));
    }

    private static string Told(ConversationView view) => string.Join('|', view.AllFunctionEvents.Select(call =>
        $"{call.StartedAt:O} {call.Duration} {call.CallId} "
            + $"{string.Join(';', call.Entries.Select(entry => $"{entry.Timestamp:O} {entry.Content} {entry.Fields}"))}"));
}
