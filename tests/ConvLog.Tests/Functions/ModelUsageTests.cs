using System.Text.Json;

namespace ConvLog.Tests.Functions;

/// <summary>Token counts as far as they are known.</summary>
public sealed class ModelUsageTests : IDisposable
{
    private readonly InMemorySink _sink = new();
    private readonly Conversation _conv;

    public ModelUsageTests() => _conv = new Conversation(new ConversationInfo("conv-42"), _sink);

    public void Dispose() => _conv.Dispose();

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(10L, 5L, null, 15L)]
    [InlineData(10L, 5L, 15L, 15L)]
    [InlineData(10L, 5L, 18L, 18L)]
    [InlineData(null, 5L, null, null)]
    [InlineData(10L, null, null, null)]
    [InlineData(null, null, 150L, 150L)]
    [InlineData(null, null, 0L, 0L)]
    [InlineData(10L, 5L, -1L, 15L)]
    [InlineData(-1L, 5L, null, null)]
    [InlineData(long.MaxValue, 5L, null, long.MaxValue)]
    public void A_total_is_the_given_one_or_the_sum_where_both_parts_are_known(long? input, long? output, long? told, long? total)
        => new ModelUsage("m", input, output) { TotalTokens = told }.TotalTokens.Should().Be(total);

    [Fact]
    public void A_total_that_is_the_sum_makes_no_other_usage()
        => new ModelUsage("m", 10, 5) { TotalTokens = 15 }.Should().Be(new ModelUsage("m", 10, 5)).And.NotBe(new ModelUsage("m", 10, 5) { TotalTokens = 16 });

    [Fact]
    public void No_count_is_below_zero()
    {
        var usage = new ModelUsage("m", -1, -1)
        {
            TotalTokens = -1,
            CachedInputTokens = -1,
            CacheWriteInputTokens = -1,
            ReasoningTokens = -1,
            AudioInputTokens = -1,
            CachedAudioInputTokens = -1,
            AudioOutputTokens = -1,
        };

        usage.Should().Be(new ModelUsage("m"));
    }

    [Fact]
    public void A_turn_has_the_sums_of_what_its_rounds_know()
    {
        using var turn = _conv.BeginTurn();
        turn.AddUsage(new ModelUsage("m", null, 5));
        (turn.Usage!.InputTokens, turn.Usage.OutputTokens, turn.Usage.TotalTokens).Should().Be((null, 5, null));

        turn.AddUsage(new ModelUsage("m") { TotalTokens = 150 });
        (turn.Usage!.InputTokens, turn.Usage.OutputTokens, turn.Usage.TotalTokens).Should().Be((null, 5, 155));

        turn.AddUsage(new ModelUsage("m", 100, 20) { CacheWriteInputTokens = 80 });
        turn.AddUsage(new ModelUsage("m", 1, 2) { CacheWriteInputTokens = 1 });
        turn.Usage.Should().Be(new ModelUsage("m", 101, 27) { TotalTokens = 278, CacheWriteInputTokens = 81 });
    }

    [Fact]
    public void Unknown_values_are_omitted_from_the_JSON()
    {
        Usage(new ModelUsage("m")).Should().Be("""{"model":"m","currency":"USD"}""");
        Usage(new ModelUsage("m") { TotalTokens = 150 }).Should().Be("""{"model":"m","total_tokens":150,"currency":"USD"}""");
        Usage(new ModelUsage("m", null, 0) { CacheWriteInputTokens = 0 }).Should()
            .Be("""{"model":"m","output_tokens":0,"currency":"USD","cache_write_input_tokens":0}""");
    }

    [Fact]
    public void Costs_in_two_currencies_are_summed_by_currency_within_decimal_range()
    {
        using var turn = _conv.BeginTurn();
        turn.AddUsage(new ModelUsage("m", cost: 0.10m, currency: "USD"));
        turn.AddUsage(new ModelUsage("m", cost: 0.25m, currency: "\"x\""));
        turn.AddUsage(new ModelUsage("m", cost: 1.15m, currency: "USD"));
        JsonSerializer.SerializeToElement(turn).GetProperty("usage").GetRawText().Should()
            .Be("""{"model":"m","currency":"\u0022x\u0022","costs":{"\u0022x\u0022":0.25,"USD":1.25}}""");

        turn.AddUsage(new ModelUsage("m", cost: decimal.MaxValue, currency: "USD"));
        turn.Usage!.CostByCurrency().Should().Equal(new Dictionary<string, decimal>(StringComparer.Ordinal) { ["\"x\""] = 0.25m });
        new ModelUsage("m").CostByCurrency().Should().BeEmpty();
        new ModelUsage("m", cost: 1m).CostByCurrency().Should().Equal(new Dictionary<string, decimal>(StringComparer.Ordinal) { ["USD"] = 1m });
    }

    private string Usage(ModelUsage usage)
    {
        using var turn = _conv.BeginTurn();
        turn.Complete("Done.", usage);
        return JsonSerializer.SerializeToElement(turn).GetProperty("usage").GetRawText();
    }
}
