namespace ConvLog.StoreContract;

/// <content>By model and by variant.</content>
public abstract partial class StatisticsContract
{
    [Fact]
    public async Task Model_calls_are_counted_by_model_and_provider_and_a_turns_usage_counts_as_one_call()
    {
        await WriteAsync(
            Some.Opening("a"),
            Some.Turn(1, "a") with { Usage = new ModelUsage("usage of its calls", 1_000, 1_000, 9m) },
            Asked("a", 1, "m", "openai", FunctionOutcome.Completed, 4, new ModelUsage("", 300, 40, 0.1m, "EUR") { CachedInputTokens = 150 }),
            Asked("a", 2, "m", "openai", FunctionOutcome.Failed, 2, usage: null),
            Asked("a", 3, "m", "openai", FunctionOutcome.Completed, 6, new ModelUsage("", 700, 10, 0.2m, "USD")),
            Asked("a", 4, "m", provider: null, FunctionOutcome.Canceled, 1, new ModelUsage("", 5, 0)),
            Some.ModelCall(5, conversation: "a") with { Model = "runs" },
            Some.Call(1, "a", outcome: FunctionOutcome.Completed) with { Duration = TimeSpan.FromSeconds(3) },
            Some.Turn(2, "a") with
            {
                Usage = new ModelUsage("m", 50, 5, 0.5m, "EUR", TimeSpan.FromMilliseconds(300)) { CachedInputTokens = 10 },
                Latency = TimeSpan.FromSeconds(8),
                Error = "failed",
            },
            Some.Turn(3, "a"));

        var statistics = await Store.ReadStatisticsAsync(s_models);

        statistics.Models.Select(static m => (m.Model, m.Provider, m.Calls, m.Failed, m.Duration.Count, m.TimeToFirstToken.Count)).Should().Equal(
            ("m", "openai", 3L, 1L, 3L, 3L), ("m", null, 2L, 0L, 1L, 2L), ("runs", null, 1L, 0L, 0L, 0L));
        var (first, second) = (statistics.Models[0], statistics.Models[1]);
        (first.Usage.InputTokens, first.Usage.OutputTokens, first.Usage.CachedInputTokens, first.Usage.CachedShare).Should().Be((1_000, 50, 150, 0.5));
        first.Usage.Cost.Should().Equal(new Dictionary<string, decimal>(StringComparer.Ordinal) { ["EUR"] = 0.1m, ["USD"] = 0.2m });
        (first.Duration.Average, first.TimeToFirstToken.Average).Should().Be((TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2)));
        first.Duration.P50.Should().BeCloseTo(TimeSpan.FromSeconds(4), TimeSpan.FromMilliseconds(40));
        first.ErrorRate.Should().BeApproximately(1 / 3d, 1e-9);
        (second.Usage.InputTokens, second.Usage.CachedInputTokens, second.Usage.CachedShare).Should().Be((55, 10, 0.2));
        second.Usage.Cost.Should().Equal(new Dictionary<string, decimal>(StringComparer.Ordinal) { ["EUR"] = 0.5m });
        statistics.Models[2].Usage.CachedShare.Should().BeNull();
        (statistics.ModelTime, statistics.FunctionTime).Should().Be((TimeSpan.FromSeconds(13), TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task Models_are_counted_without_turns_on_request()
    {
        await WriteAsync(
            Some.Opening("a") with { VariantId = "b" },
            Some.Turn(1, "a") with { Usage = new ModelUsage("m", 10, 20, 0.5m, "EUR") },
            Some.Turn(2, "a"),
            Some.ModelCall(1, FunctionOutcome.Completed, conversation: "a"));
        var all = await Store.ReadStatisticsAsync(s_models);

        var models = await Store.ReadStatisticsAsync(s_models with { CountTurns = false });

        all.Models.Should().NotBeEmpty();
        models.Models.Should().BeEquivalentTo(all.Models);
        models.Variants.Should().BeEquivalentTo(all.Variants);
        models.ModelTime.Should().Be(all.ModelTime);
        (models.Total.Messages, models.Days.Count, models.Functions.Count, models.FunctionTime).Should().Be((0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Costs_of_a_turn_in_two_currencies_count_in_each_currency()
    {
        await WriteAsync(
            Some.Opening("a") with { VariantId = "v" },
            Some.Turn(1, "a") with { Usage = Usage(0.25m, 0.5m) },
            Some.Turn(2, "a") with { Usage = Usage(0.25m, 0.5m) },
            Some.Turn(3, "a") with { Usage = Usage(1m, 0m) },
            Some.Turn(4, "a") with { Usage = new ModelUsage("m", 1, 1, 0.125m, "EUR") },
            Some.Turn(5, "a") with { Usage = new ModelUsage("m", 1, 1) },
            Some.Turn(6, "a"));

        var statistics = await Store.ReadStatisticsAsync(s_models);

        var expected = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["EUR"] = 1.625m, ["USD"] = 1m };
        statistics.Total.Cost.Should().BeEquivalentTo(expected);
        statistics.Models.Single().Usage.Cost.Should().BeEquivalentTo(expected);
        statistics.Variants.Single().Usage.Cost.Should().BeEquivalentTo(expected);
        (statistics.Total.Messages, statistics.Total.InputTokens, statistics.Models.Single().Calls).Should().Be((6, 8, 5));

        static ModelUsage Usage(decimal euros, decimal dollars) => ModelUsage.Of([new("m", 1, 1, euros, "EUR"), new("m", 1, 1, dollars, "USD")]);
    }

    [Fact]
    public async Task A_model_call_counts_once_at_its_start_however_often_it_is_written()
    {
        var began = Some.ModelCall(1, conversation: "a") with { StartedAt = Some.At(20), Provider = "azure" };
        var ended = Some.ModelCall(1, FunctionOutcome.Completed, conversation: "a") with { StartedAt = Some.At(20), Provider = "azure" };
        await WriteAsync(Some.Opening("a"), Some.Turn(1, "a"), ended);
        await WriteAsync(began, ended);
        await WriteAsync(Some.Opening("debug") with { Environment = ConversationEnvironment.Debug }, Some.ModelCall(1, conversation: "debug"));

        async Task<int> ModelsAsync(double from, double to)
            => (await Store.ReadStatisticsAsync(s_models with { From = Some.At(from), To = Some.At(to) })).Models.Sum(static model => (int)model.Calls);
        (await ModelsAsync(0, 15)).Should().Be(0);
        (await ModelsAsync(15, 30)).Should().Be(1);
        (await ModelsAsync(30, 45)).Should().Be(0);
        (await Store.ReadStatisticsAsync(s_models with { AgentId = "weather" })).Models.Should().BeEmpty();
        (await Store.ReadStatisticsAsync(s_all)).Should().Match<ConversationStatistics>(
            static all => all.Models.Count == 0 && all.Variants.Count == 0 && all.ModelTime == null, "it was not asked for");
    }

    [Fact]
    public async Task Variants_are_counted_by_their_turns()
    {
        await WriteAsync(
            Some.Opening("a") with { VariantId = "short" }, Some.Turn(1, "a") with { Usage = new ModelUsage("m", 10, 1, 0.1m, "EUR") },
            Some.Turn(2, "a") with { Usage = new ModelUsage("n", 20, 2, 0.2m, "USD") { CachedInputTokens = 5 }, Error = "failed" },
            Some.Opening("b") with { VariantId = "short" }, Some.Turn(1, "b"),
            Some.Opening("c") with { VariantId = "" }, Some.Turn(1, "c") with { Usage = new ModelUsage("m", -7, 3) },
            Some.Opening("d"), Some.Turn(1, "d"), Some.Turn(2, "d", minute: 30),
            Some.Opening("silent") with { VariantId = "long" });

        var variants = (await Store.ReadStatisticsAsync(s_models)).Variants;

        variants.Select(static v => (v.Variant, v.Conversations, v.Messages, v.FailedMessages)).Should().Equal(
            ("short", 2L, 3L, 1L), (null, 1L, 2L, 0L), ("", 1L, 1L, 0L));
        (variants[0].Usage.InputTokens, variants[0].Usage.OutputTokens, variants[0].Usage.CachedShare).Should().Be((30, 3, 0.25));
        variants[0].Usage.Cost.Should().Equal(new Dictionary<string, decimal>(StringComparer.Ordinal) { ["EUR"] = 0.1m, ["USD"] = 0.2m });
        (variants[2].Usage.InputTokens, variants[2].Usage.OutputTokens).Should().Be((0, 3));
        (await Store.ReadStatisticsAsync(s_models with { From = Some.At(30) })).Variants.Select(static v => (v.Variant, v.Conversations, v.Messages)).Should()
            .Equal((null, 1L, 1L));
    }

    [Fact]
    public async Task Calls_of_a_model_are_counted_by_the_variant_of_their_conversation()
    {
        await WriteAsync(
            Some.Opening("a") with { VariantId = "short" },
            Some.Turn(1, "a"),
            Asked("a", 1, "m", "openai", FunctionOutcome.Failed, 4, new ModelUsage("", 300, 40, 0.1m, "EUR") { CachedInputTokens = 150 }),
            Asked("a", 2, "m", "openai", FunctionOutcome.Completed, 2, new ModelUsage("", 100, 10, 0.2m, "USD")),
            Some.Opening("b") with { VariantId = "" },
            Some.Turn(1, "b") with { Usage = new ModelUsage("m", 7, 3, 0.5m, "EUR") },
            Some.Opening("c"),
            Some.Turn(1, "c"),
            Asked("c", 1, "m", "openai", FunctionOutcome.Completed, 1, new ModelUsage("", 5, 0, 0.4m, "EUR")));

        for (int round = 0; round < 2; round++)
        {
            var models = (await Store.ReadStatisticsAsync(s_models)).Models;

            models.SelectMany(static model => model.Variants.Select(variant => (model.Provider, variant.Variant, variant.Calls, variant.Failed))).Should()
                .Equal(("openai", "short", 2L, 1L), ("openai", null, 1L, 0L), (null, "", 1L, 0L));
            var shortOnes = models[0].Variants[0].Usage;
            (shortOnes.InputTokens, shortOnes.OutputTokens, shortOnes.CachedInputTokens, shortOnes.CachedShare).Should().Be((400, 50, 150, 0.5));
            shortOnes.Cost.Should().Equal(new Dictionary<string, decimal>(StringComparer.Ordinal) { ["EUR"] = 0.1m, ["USD"] = 0.2m });
            models[0].Usage.Cost.Should().Equal(new Dictionary<string, decimal>(StringComparer.Ordinal) { ["EUR"] = 0.5m, ["USD"] = 0.2m });
            models[1].Variants.Should().ContainSingle().Which.Usage.Cost.Should().ContainSingle().Which.Value.Should().Be(0.5m);
            await CountDaysAsync();
        }
    }

    [Fact]
    public async Task Tokens_known_only_as_a_total_count_in_the_total()
    {
        var latency = TimeSpan.FromSeconds(2);
        await WriteAsync(
            Some.Opening("a") with { VariantId = "short" },
            Some.Turn(1, "a") with { UserInput = "hi", Usage = new ModelUsage("m") { TotalTokens = 150 }, Latency = latency },
            Some.Turn(2, "a") with { UserInput = "hi", Usage = new ModelUsage("m", 100, 20) { TotalTokens = 110 }, Latency = latency },
            Some.Turn(3, "a") with { Usage = new ModelUsage("m", cost: 0.5m) },
            Some.Turn(4, "a"),
            Asked("a", 1, "n", null, FunctionOutcome.Completed, 1, new ModelUsage("", null, 7) { TotalTokens = 57 }) with { TurnId = Some.TurnId(4) });
        await WriteAsync(Some.Turn(5, "a") with { Usage = new ModelUsage("m", 1, 2) });

        var statistics = await Store.ReadStatisticsAsync(s_models);

        (statistics.Total.InputTokens, statistics.Total.OutputTokens, statistics.Total.TotalTokens).Should().Be((101, 22, 263));
        statistics.Total.TokensPerSecond.Should().Be(10, "a turn whose output is not known counts for no speed");
        statistics.Models.Select(static model => (model.Model, model.Usage.InputTokens, model.Usage.OutputTokens, model.Usage.TotalTokens)).Should().Equal(
            ("m", 101L, 22L, 263L), ("n", 0L, 7L, 57L));
        statistics.Models[0].Usage.Cost.Should().ContainSingle().Which.Value.Should().Be(0.5m);
        statistics.Variants.Should().ContainSingle().Which.Usage.TotalTokens.Should().Be(263);
    }

    private static ModelCallRecord Asked(
        string conversation, int call, string model, string? provider, FunctionOutcome outcome, int seconds, ModelUsage? usage)
        => Some.ModelCall(call, outcome, after: call, conversation: conversation) with
    {
        Model = model,
        Provider = provider,
        Duration = TimeSpan.FromSeconds(seconds),
        TimeToFirstToken = TimeSpan.FromSeconds(seconds / 2d),
        Usage = usage,
    };
}
