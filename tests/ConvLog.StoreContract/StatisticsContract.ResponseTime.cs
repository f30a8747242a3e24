namespace ConvLog.StoreContract;

/// <content>Response times are what users waited: of turns with an input, to the first byte if it is known.</content>
public abstract partial class StatisticsContract
{
    private static readonly TimeSpan s_waited = TimeSpan.FromMilliseconds(150);

    private static TurnRecord Greeting => Some.Turn(1) with { AgentResponse = "Good evening", Latency = TimeSpan.FromTicks(210), EndedAt = Some.At(0) };

    private static TurnRecord Answered
        => Some.Turn(2, minute: 1) with { UserInput = "A table for two", AgentResponse = "For when?", Latency = s_waited, EndedAt = Some.At(1) };

    private static TurnRecord SilencePrompt
        => Some.Turn(3, minute: 2) with { AgentResponse = "Are you still there?", Latency = TimeSpan.FromTicks(190), EndedAt = Some.At(2) };

    [Fact]
    public async Task Greetings_and_prompts_after_silence_have_no_response_time()
    {
        await WriteAsync(Some.Opening(), Greeting, Answered, SilencePrompt);

        var total = (await Store.ReadStatisticsAsync(s_all)).Total;

        (total.Messages, total.Latency.Count, total.Latency.Average).Should().Be((3, 1, s_waited));
        total.Latency.P50.Should().BeCloseTo(s_waited, s_waited * 0.01);
        (await ReadSummaryAsync()).SlowestLatency.Should().Be(s_waited);
    }

    [Fact]
    public async Task The_first_byte_takes_precedence_over_the_answer_even_if_reported_late()
    {
        var heard = TimeSpan.FromMilliseconds(90);
        await WriteAsync(Some.Opening(), Answered);
        await CountDaysAsync();
        (await Store.ReadStatisticsAsync(s_all)).Total.Latency.Average.Should().Be(s_waited);

        await WriteAsync(Answered with { Revision = 1, Stages = new TurnStages { Model = TimeSpan.FromMilliseconds(60), FirstByte = heard } });

        var total = (await Store.ReadStatisticsAsync(s_all)).Total;
        (total.Latency.Count, total.Latency.Average, total.Stages.FirstByte.Average).Should().Be((1, heard, heard));
        (await ReadSummaryAsync()).SlowestLatency.Should().Be(heard);
        (await ListAsync(new() { MinLatency = s_waited })).Should().BeEmpty();
        (await ListAsync(new() { MinLatency = heard, MaxLatency = heard, TurnFrom = Some.At(0) })).Should().ContainSingle();
        var read = (await ReadAsync()).Turns.Should().ContainSingle().Which;
        (read.Latency, read.ResponseTime, read.Stages!.FirstByte).Should().Be((s_waited, heard, heard));
    }

    [Fact]
    public async Task A_turn_with_late_input_has_a_response_time_once_it_arrives()
    {
        await WriteAsync(Some.Opening(), Answered with { UserInput = default });
        await CountDaysAsync();
        (await Store.ReadStatisticsAsync(s_all)).Total.Latency.Count.Should().Be(0);
        (await ListAsync(new() { MinLatency = TimeSpan.Zero, TurnFrom = Some.At(0) })).Should().BeEmpty();
        (await ReadSummaryAsync()).SlowestLatency.Should().BeNull();

        await WriteAsync(Answered with { Revision = 1 });

        (await Store.ReadStatisticsAsync(s_all)).Total.Latency.Should().BeEquivalentTo(new { Count = 1, Average = s_waited });
        (await ListAsync(new() { MinLatency = s_waited, TurnFrom = Some.At(0) })).Should().ContainSingle();
        (await ReadSummaryAsync()).SlowestLatency.Should().Be(s_waited);
    }

    [Fact]
    public async Task Stages_interruptions_and_refusals_are_counted_for_all_turns()
    {
        var stages = new TurnStages { SpeechToText = Ms(100), Model = Ms(200), Functions = Ms(300), TextToSpeech = Ms(400), FirstByte = Ms(500) };
        await WriteAsync(
            Some.Opening(), Greeting with { Stages = new TurnStages { TextToSpeech = Ms(200), FirstByte = Ms(210) } },
            Answered with { Stages = stages, IsInterrupted = true, Usage = new ModelUsage("m", 1, 1) }, SilencePrompt,
            Some.Turn(4, minute: 3) with { FinishReason = "refusal" });
        for (int i = 0; i < 2; i++)
        {
            var statistics = await Store.ReadStatisticsAsync(s_all);

            var (total, of) = (statistics.Total, statistics.Total.Stages);
            (total.InterruptedMessages, total.InterruptedShare).Should().Be((1, 0.25));
            (total.RefusedMessages, total.RefusedShare, total.FailedMessages).Should().Be((1, 0.25, 0));
            new[] { of.SpeechToText, of.Model, of.Functions, of.TextToSpeech, of.FirstByte }.Select(static stage => (stage.Count, stage.Average)).Should()
                .Equal((1, Ms(100)), (1, Ms(200)), (1, Ms(300)), (2, Ms(300)), (2, Ms(355)));
            of.Model.P50.Should().BeCloseTo(Ms(200), Ms(2));
            of.TextToSpeech.P95.Should().BeCloseTo(Ms(400), Ms(4));
            total.Latency.Should().BeEquivalentTo(new { Count = 1, Average = Ms(500) }, "nobody waited for the greeting");
            statistics.Days.Single(static day => day.Statistics.Messages > 0).Statistics.Stages.FirstByte.Count.Should().Be(2);
            await CountDaysAsync();
        }
    }

    [Fact]
    public async Task Removing_personal_data_changes_no_response_time()
    {
        await WriteAsync(Some.Opening(), Greeting, Answered with { UserInput = new MaskedText("I am jane", "I am [name]") }, SilencePrompt with
        {
            UserInput = new MaskedText("ana", ""),
        });
        var before = (await Store.ReadStatisticsAsync(s_all)).Total.Latency;

        (await RunAsync(new RetentionCut { PersonalDataBefore = Some.At(10_000), At = Some.At(10_000) })).PersonalData.Should().Be(1);

        before.Count.Should().Be(1);
        (await Store.ReadStatisticsAsync(s_all)).Total.Latency.Should().Be(before);
        (await ReadAsync()).Turns.Select(static turn => turn.ResponseTime).Should().Equal(null, s_waited, null);
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
