using System.Buffers;
using System.Text.Json;

namespace ConvLog.StoreContract;

/// <summary>Changes to a turn from another request or host than the one that began it.</summary>
/// <param name="open">Opens an empty store.</param>
public abstract partial class LateTurnContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string Id = Some.Conversation;
    private const string Turn = "SM1"; // For each conversation: host IDs are unique only within one.

    private static readonly TurnRecord s_ended = Some.Turn(1) with
    {
        Id = Turn,
        Revision = 1,
        UserInput = "hello",
        AgentResponse = "The terrace has three tables left",
        Latency = TimeSpan.FromSeconds(2),
        EndedAt = Some.At(1),
    };

    private readonly FakeLogger _logger = new();

    [Fact]
    public async Task Another_host_can_report_heard_text_before_and_after_the_turn_ends()
    {
        await using var first = Host();
        await using var second = Host();
        await using var conv = Open(first);
        var turn = conv.BeginTurn(new TurnInfo { Id = "call 1/é", Input = "a table" });
        await first.FlushAsync();

        await using var other = Open(second);
        other.Turn("call 1/é").Interrupt("The terrace has", TimeSpan.FromSeconds(1.4));
        await second.FlushAsync();
        (await TurnAsync()).Should().BeEquivalentTo(
            new { IsInterrupted = true, Heard = new MaskedText("The terrace has"), EndedAt = (DateTimeOffset?)null }, "the answer may have a mask");

        turn.Complete("The terrace has three tables left");
        turn.Dispose();
        await first.FlushAsync();
        (await TurnAsync()).Should().BeEquivalentTo(new
        {
            turn.Id,
            AgentResponse = (MaskedText)"The terrace has three tables left",
            IsInterrupted = true,
            Heard = (MaskedText)"The terrace has",
            InterruptedAfter = TimeSpan.FromSeconds(1.4),
        });

        other.Turn(turn.Id).Interrupt(characters: 11);
        await second.FlushAsync();
        (await TurnAsync()).Should().BeEquivalentTo(new { Heard = (MaskedText)"The terrace", InterruptedAfter = TimeSpan.FromSeconds(1.4) });
        (await ReadSummaryAsync()).InterruptedTurnCount.Should().Be(1);
        (await ListAsync(new ConversationQuery { HasInterruption = true })).Should().Equal(Id);
        ShouldBeSilent(first, second);
    }

    [Fact]
    public async Task Late_input_sets_the_title_the_search_text_and_the_response_time()
    {
        await WriteAsync(Some.Opening(), s_ended with { UserInput = "" });
        (await ReadSummaryAsync()).SlowestLatency.Should().BeNull();

        await WriteAndIndexAsync(Told(1) with { UserInput = new MaskedText("a window table, I am Jane", "a window table, I am [name]") });

        (await ReadSummaryAsync()).Should().BeEquivalentTo(
            new { Title = new MaskedText("a window table, I am Jane", "a window table, I am [name]"), SlowestLatency = TimeSpan.FromSeconds(2) });
        (await ListAsync(new ConversationQuery { Text = "window table" })).Should().ContainSingle();

        await WriteAndIndexAsync(Told(2) with { UserInput = "a chair", Stages = new TurnStages { FirstByte = TimeSpan.FromSeconds(1) } });
        (await ReadSummaryAsync()).Should().BeEquivalentTo(new { Title = (MaskedText)"a chair", SlowestLatency = TimeSpan.FromSeconds(1) });
        (await ListAsync(new ConversationQuery { Text = "window table" })).Should().BeEmpty();
        (await ListAsync(new ConversationQuery { Text = "a chair" })).Should().ContainSingle();
    }

    [CapabilityFact(typeof(IStatisticsStore))]
    public async Task Statistics_include_late_changes()
    {
        await WriteAsync(Some.Opening(), s_ended with { UserInput = "" });
        var period = new StatisticsQuery { From = Some.At(-60), To = Some.At(60) };
        var before = (await Store.ReadStatisticsAsync(period)).Total;
        (before.InterruptedMessages, before.Latency.Count).Should().Be((0, 0));

        await WriteAsync(Told(1) with { IsInterrupted = true }, Told(2) with { UserInput = "a table" });
        var after = (await Store.ReadStatisticsAsync(period)).Total;
        (after.InterruptedMessages, after.Latency.Count).Should().Be((1, 1));
    }

    [Fact]
    public async Task Added_messages_are_ordered_by_time_and_stored_once()
    {
        int[][] orders = [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]];
        foreach (int[] order in orders)
        {
            string id = $"order {string.Join(' ', order)}";
            await WriteAsync(Some.Opening(id), s_ended with { ConversationId = id, WriterId = Some.Writer(id) });
            foreach (int message in order)
            {
                var added = Told(message, id) with { AddedInput = $"message {message}" };
                await WriteAsync(added, added);
                await WriteAsync(added);
            }

            var turn = (await ReadAsync(id)).Turns.Should().ContainSingle().Subject;
            turn.UserInput.Should().Be((MaskedText)"hello\nmessage 1\nmessage 2\nmessage 3");
            turn.InputAt.Should().Be(Told(3).CreatedAt, "that was the last");
        }
    }

    [Fact]
    public async Task An_answer_from_another_host_is_used_if_the_turn_has_none_of_its_own()
    {
        var acknowledged = s_ended with { AgentResponse = default };
        await WriteAsync(Some.Opening(), acknowledged with { EndedAt = null, Latency = null, Revision = 0 });
        await WriteAsync(Told(2) with { Said = new MaskedText("Yours is table 7.", "Yours is [table].") });
        (await TurnAsync()).AgentResponse.IsEmpty.Should().BeTrue("it is open");

        await WriteAsync(acknowledged, Told(1) with { Said = "One moment", IsFiller = true }, Told(3) with { Said = "See you!" });
        var turn = await TurnAsync();
        turn.AgentResponse.Should().Be(new MaskedText("Yours is table 7. See you!", "Yours is [table]. See you!"));
        turn.Said.Select(static part => (part.Text.Text, part.IsFiller)).Should()
            .Equal(("One moment", true), ("Yours is table 7.", false), ("See you!", false));

        await WriteAsync(s_ended with { Revision = 2 });
        (await TurnAsync()).Should().BeEquivalentTo(new { s_ended.AgentResponse, turn.Said });
    }

    [Fact]
    public async Task A_later_revision_of_the_opening_keeps_changes_of_other_hosts()
    {
        await WriteAsync(Some.Opening(), s_ended);
        await WriteAsync(
            Told(1) with { UserInput = "late" }, Told(2) with { AddedInput = "and more" }, Told(3) with { IsInterrupted = true, HeardCharacters = 3 });
        await WriteAsync(Told(4) with { Stages = new TurnStages { Model = TimeSpan.FromSeconds(1) } });

        await WriteAsync(s_ended with
        {
            Revision = 5, UserInput = "own", AgentResponse = "Other words", Stages = new TurnStages { Functions = TimeSpan.Zero },
        });
        (await TurnAsync()).Should().BeEquivalentTo(new
        {
            Revision = 5,
            UserInput = (MaskedText)"late\nand more",
            AgentResponse = (MaskedText)"Other words",
            Heard = (MaskedText)"Oth",
            Stages = new TurnStages { Model = TimeSpan.FromSeconds(1), Functions = TimeSpan.Zero },
        });
        await WriteAsync(s_ended with { Revision = 4, AgentResponse = "earlier" });
        (await TurnAsync()).AgentResponse.Text.Should().Be("Other words");
    }

    [Fact]
    public async Task Heard_text_of_a_personal_answer_is_personal_and_expires_with_it()
    {
        var masked = s_ended with { AgentResponse = new MaskedText("Your code is 48 21", "Your code is [code]") };
        await WriteAsync(Some.Opening() with { ClosedAt = Some.At(4) }, masked);
        await WriteAsync(
            Told(1) with { IsInterrupted = true, Heard = "Your code is 48" }, Told(2) with { AddedInput = new MaskedText("I am Jane", "I am [name]") });
        (await TurnAsync()).Heard.Should().Be(new MaskedText("Your code is 48"));

        await RunAsync(new RetentionCut { At = Some.At(1_000), PersonalDataBefore = Some.At(500) });
        AnswerText.Of(await ReadAsync()).Should().NotContain("48").And.NotContain("Jane").And.Contain("I am [name]");
        await WriteAsync(Told(3) with { AddedInput = "again" });
        AnswerText.Of(await ReadAsync()).Should().NotContain("48").And.NotContain("Jane").And.Contain("again");
        (await TurnAsync()).UserInput.Shown.Should().Be("hello\nI am [name]\nagain");
    }

    [Fact]
    public async Task No_late_text_is_stored_for_a_conversation_recorded_without_text()
    {
        await WriteAsync(Some.Opening() with { Recording = Recording.MetadataOnly }, s_ended);
        await WriteAsync(Told(1) with { AddedInput = "words" }, Told(2) with { IsInterrupted = true, Heard = "words" }, Told(3) with { Said = "words" });

        var turn = await TurnAsync();
        (turn.UserInput.Text, turn.Heard.Text, turn.Said[0].Text.Text).Should().Be(("[not recorded]", "[not recorded]", "[not recorded]"));
        AnswerText.Of(await ReadAsync()).Should().NotContain("words");
    }

    [Fact]
    public async Task Late_changes_to_an_unknown_turn_are_counted_and_reported_as_lost()
    {
        await using var host = Host(retries: 0);
        await WriteAsync(Some.Opening(), s_ended);
        await using (var conv = Open(host))
        {
            conv.Log.Info("before");
            conv.Turn("nowhere").Interrupt("heard by Jane");
            conv.Turn(null!).SetInput("words");
            conv.Turn("").Say("words");
            conv.Turn("nowhere").Score("politeness", 1);
            conv.Turn("nowhere").AddLabel("rude");
            conv.Turn("nowhere").AddFeedback(FeedbackRating.Like);
            conv.Log.Info("after");
        }

        await using (var elsewhere = Open(host, "elsewhere"))
        {
            elsewhere.Turn(s_ended.Id).SetInput("of another conversation");
        }

        (await host.FlushAsync()).Records.Should().Match<FlushCounts>(static counts => counts.Dropped == 7 && counts.Pending == 0);
        _logger.Lines.Should().ContainSingle().Which.Message.Should().Contain("turn nowhere").And.NotContain("Jane");
        var read = await ReadAsync();
        read.Turns.Should().ContainSingle().Which.UserInput.Text.Should().Be("hello");
        read.Logged.OfType<EntryRecord>().Select(static entry => entry.Content).Should().Equal("before", "after");
        (read.Scores.Count, read.Labels.Count, read.Feedback.Count).Should().Be((0, 0, 0));
        await FluentActions.Awaiting(() => WriteAsync(Told(1) with { TurnId = "nowhere", AddedInput = "words" })).Should()
            .ThrowAsync<ConversationStoreException>().Where(static refused => refused.Fault == StoreFault.Refused);
    }

    [Fact]
    public async Task Late_changes_to_an_erased_conversation_are_not_stored()
    {
        await using var host = Host(retries: 0);
        await WriteAsync(Some.Opening(), s_ended);
        await WriteAsync(Told(1) with { UserInput = "words of Jane" });
        await EraseAsync();
        await using (var conv = Open(host))
        {
            conv.Turn(s_ended.Id).SetInput("words of Jane");
        }

        await WriteAsync(Told(2) with { UserInput = "words of Jane" });
        (await Store.ReadAsync(Id)).Should().BeNull();
        (await ListAsync(new ConversationQuery())).Should().BeEmpty();
    }

    [Fact]
    public async Task Ratings_scores_and_labels_of_another_host_belong_to_the_turn()
    {
        await using var host = Host();
        await WriteAsync(Some.Opening(), s_ended);
        await using (var conv = Open(host))
        {
            var turn = conv.Turn(s_ended.Id);
            turn.AddFeedback(FeedbackRating.Dislike, "slow");
            turn.Score("politeness", 0.5);
            turn.AddLabel("rude");
            turn.Score("rating", value: true, ScoreSource.Team);
        }

        await host.FlushAsync();
        var read = await ReadAsync();
        read.Feedback.Select(static rating => (rating.TurnId, rating.Source)).Should()
            .BeEquivalentTo([(s_ended.Id, FeedbackSource.User), (s_ended.Id, FeedbackSource.Team)]);
        read.Scores.Should().ContainSingle().Which.TurnId.Should().Be(s_ended.Id);
        read.Labels.Should().ContainSingle().Which.TurnId.Should().Be(s_ended.Id);
        ShouldBeSilent(host);
    }

    [Fact]
    public async Task A_copied_turn_keeps_late_changes_separate()
    {
        await WriteAsync(Some.Opening(), s_ended);
        await WriteAsync(Told(2) with { AddedInput = new MaskedText("Jane", "[name]") }, Told(4) with { IsInterrupted = true, HeardCharacters = 3 });
        var copy = Copied(await TurnAsync());

        await using var other = await OpenAnotherAsync();
        await other.Store.WriteAsync([Some.Opening(), copy, s_ended with { Revision = 2, UserInput = "own" }]);
        await other.Store.WriteAsync([copy, Told(3) with { AddedInput = "third" }]);
        await other.Store.WriteAsync([Told(1) with { AddedInput = "first" }, s_ended]);

        var turn = (await other.Store.ReadAsync(Id))!.Turns[0];
        (turn.UserInput, turn.Heard.Text).Should().Be((new MaskedText("own\nfirst\nJane\nthird", "own\nfirst\n[name]\nthird"), "The"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Late_changes_in_any_order_match_the_model(int seed)
    {
        var random = new Random(seed);
        for (int round = 0; round < 12; round++)
        {
            string id = $"round {round}";
            var turn = s_ended with { ConversationId = id, WriterId = Some.Writer(id), Revision = 0, EndedAt = null, Latency = null };
            List<StoreRecord> told = [.. Enumerable.Range(1, random.Next(1, 9)).Select(number => Any(random, number, id))];
            List<TurnRecord> revisions = [.. Enumerable.Range(1, random.Next(3)).Select(revision => turn with
            {
                Revision = revision,
                UserInput = $"input {revision}",
                AgentResponse = random.Next(3) == 0 ? default : new MaskedText($"answer {revision} of Jane", $"answer {revision} of [name]"),
                Latency = TimeSpan.FromSeconds(1),
                EndedAt = Some.At(1),
                Heard = random.Next(2) == 0 ? default : "own",
            })];
            StoreRecord[] all = [.. told, .. told.Where(_ => random.Next(3) == 0), .. revisions, .. revisions.Where(_ => random.Next(3) == 0)];
            random.Shuffle(all);
            await WriteAsync(Some.Opening(id), turn);
            for (int written = 0; written < all.Length;)
            {
                int batch = Math.Min(random.Next(1, 4), all.Length - written);
                await WriteAsync(all[written..(written + batch)]);
                written += batch;
            }

            var read = (await ReadAsync(id)).Turns.Should().ContainSingle().Subject;
            var model = Model(revisions.LastOrDefault() ?? turn, told.Cast<TurnChangeRecord>());
            (read.UserInput, read.AgentResponse, read.Heard, read.IsInterrupted, read.InterruptedAfter, read.Stages).Should()
                .Be((model.UserInput, model.AgentResponse, model.Heard, model.IsInterrupted, model.InterruptedAfter, model.Stages));
            read.Said.Should().Equal(model.Said);
            read.Revision.Should().Be(model.Revision);
        }
    }

    private static TurnChangeRecord Told(int number, string conversation = Id)
        => Some.TurnChange(1, conversation, number, minute: 10 + number) with { TurnId = Turn };

    private static TurnChangeRecord Any(Random random, int number, string conversation)
    {
        var told = Told(number, conversation) with { CreatedAt = Some.At(10).AddSeconds(random.Next(3)) };
        return random.Next(6) switch
        {
            0 => told with { UserInput = new MaskedText($"Jane {number}", $"[name] {number}") },
            1 => told with { AddedInput = $"added {number}" },
            2 => told with { Said = $"Part {number}.", IsFiller = random.Next(3) == 0 },
            3 => told with { IsInterrupted = true, HeardCharacters = random.Next(10), InterruptedAfter = TimeSpan.FromSeconds(number) },
            4 => told with { IsInterrupted = true, Heard = random.Next(2) == 0 ? default : new MaskedText($"heard {number}", "heard") },
            _ => told with { Stages = new TurnStages { Model = TimeSpan.FromSeconds(number), FirstByte = random.Next(2) == 0 ? TimeSpan.Zero : null } },
        };
    }

    // Applies one change at a time in order of their times, as the turn itself would.
    private static TurnRecord Model(TurnRecord turn, IEnumerable<TurnChangeRecord> told)
    {
        TurnChangeRecord[] all = [.. told.OrderBy(static change => change.CreatedAt).ThenBy(static change => change.Id)];
        SaidPart[] said = [.. all.Where(static change => !change.Said.IsEmpty)
            .Select(static change => new SaidPart { Text = change.Said, At = change.CreatedAt, IsFiller = change.IsFiller })];
        if (turn.EndedAt is not null && turn.AgentResponse.IsEmpty)
        {
            turn = turn with { AgentResponse = string.Join(' ', said.Where(static part => !part.IsFiller).Select(static part => part.Text.Text)) };
        }

        turn = turn with { Said = said };
        foreach (var change in all)
        {
            if (!change.UserInput.IsEmpty)
            {
                turn = turn with { UserInput = change.UserInput };
            }

            if (!change.AddedInput.IsEmpty)
            {
                var (text, shown) = ($"{turn.UserInput.Text}\n{change.AddedInput.Text}", $"{turn.UserInput.Shown}\n{change.AddedInput.Shown}");
                turn = turn with { UserInput = turn.UserInput.IsMasked ? new MaskedText(text, shown) : text };
            }

            var beginning = turn.AgentResponse.Text[..Math.Min(change.HeardCharacters ?? 0, turn.AgentResponse.Text.Length)];
            turn = turn with
            {
                IsInterrupted = turn.IsInterrupted || change.IsInterrupted,
                InterruptedAfter = change.InterruptedAfter ?? turn.InterruptedAfter,
                Heard = change.HeardCharacters is null ? (change.Heard.IsEmpty ? turn.Heard : change.Heard)
                    : beginning.Length == 0 ? default
                    : turn.AgentResponse.IsMasked && turn.AgentResponse.Text.Length > beginning.Length ? new MaskedText(beginning, beginning)
                    : turn.AgentResponse.IsMasked ? turn.AgentResponse : beginning,
                Stages = change.Stages is { } stages
                    ? new TurnStages { Model = stages.Model, FirstByte = stages.FirstByte ?? turn.Stages?.FirstByte } : turn.Stages,
            };
        }

        return turn;
    }

    private static TurnRecord Copied(TurnRecord turn)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            RecordJson.Write(writer, turn);
        }

        var reader = new Utf8JsonReader(json.WrittenSpan);
        return (TurnRecord)RecordJson.Read(ref reader);
    }

    private static Conversation Open(StoreSink host, string id = Id) => new(new ConversationInfo(id) { AgentId = "bookings" }, host);

    private StoreSink Host(int retries = 4) => new(Store, new StoreSinkOptions { Logger = _logger, Retries = retries });

    private async Task<TurnRecord> TurnAsync() => (await ReadAsync()).Turns.Should().ContainSingle().Subject;

    private void ShouldBeSilent(params StoreSink[] hosts)
    {
        hosts.Should().OnlyContain(static host => host.Drops.Count == 0);
        _logger.Lines.Should().BeEmpty();
    }
}
