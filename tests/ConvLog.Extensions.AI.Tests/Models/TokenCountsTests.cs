namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>Responses of services that report only some of the counts.</summary>
public sealed class TokenCountsTests : IDisposable
{
    private readonly Chat _chat = new();

    public void Dispose() => _chat.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Counts_that_the_service_omits_are_unknown(bool isStreamed)
    {
        await AskAsync(new UsageDetails(), isStreamed);

        _chat.ModelCalls.Should().ContainSingle().Which.Usage.Should().BeNull();
        _chat.Turn.Usage.Should().BeNull();
    }

    [Theory] // Input and output are unknown, and 0 would be wrong for both.
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_total_alone_sets_no_part(bool isStreamed)
    {
        await AskAsync(new UsageDetails { TotalTokenCount = 30 }, isStreamed);

        _chat.ModelCalls.Should().ContainSingle().Which.Usage.Should().Be(_chat.Turn.Usage);
        (_chat.Turn.Usage!.InputTokens, _chat.Turn.Usage.OutputTokens, _chat.Turn.Usage.TotalTokens).Should().Be((null, null, 30));
    }

    [Fact]
    public async Task A_total_above_the_sum_of_input_and_output_is_kept_as_reported()
    {
        await AskAsync(new UsageDetails { InputTokenCount = 20, OutputTokenCount = 10, TotalTokenCount = 37 }, isStreamed: false);

        _chat.Turn.Usage!.TotalTokens.Should().Be(37);
    }

    [Theory]
    [InlineData(20L, null, 30L)]
    [InlineData(null, 10L, 30L)]
    [InlineData(20L, 10L, null)]
    public async Task A_total_gives_the_missing_part(long? input, long? output, long? total)
    {
        await AskAsync(new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = total }, isStreamed: true);

        (_chat.Turn.Usage!.InputTokens, _chat.Turn.Usage.OutputTokens, _chat.Turn.Usage.TotalTokens).Should().Be((20, 10, 30));
    }

    [Fact]
    public async Task A_count_alone_is_kept()
    {
        await AskAsync(new UsageDetails { OutputTokenCount = 10 }, isStreamed: false);

        (_chat.Turn.Usage!.InputTokens, _chat.Turn.Usage.OutputTokens, _chat.Turn.Usage.TotalTokens).Should().Be((null, 10, null));
    }

    [Theory] // The names used by the clients of Anthropic, Amazon Bedrock and GitHub Copilot.
    [InlineData("CacheCreationInputTokens")]
    [InlineData("CacheWriteInputTokens")]
    [InlineData("CacheWriteTokens")]
    public async Task Tokens_written_to_the_providers_cache_are_read_by_name(string name)
    {
        AdditionalPropertiesDictionary<long> more = new() { [name] = 300 };
        await AskAsync(new UsageDetails { InputTokenCount = 310, OutputTokenCount = 10, AdditionalCounts = more }, isStreamed: false);

        _chat.Turn.Usage!.CacheWriteInputTokens.Should().Be(300);
    }

    [Fact]
    public async Task Audio_is_a_part_of_both()
    {
        await AskAsync(
            new UsageDetails { InputTokenCount = 20, OutputTokenCount = 10, InputAudioTokenCount = 7, OutputAudioTokenCount = 3 }, isStreamed: false);

        (_chat.Turn.Usage!.AudioInputTokens, _chat.Turn.Usage.AudioOutputTokens).Should().Be((7, 3));
    }

    [Fact]
    public async Task Audio_tokens_are_read_by_name_too()
    {
        AdditionalPropertiesDictionary<long> more = new() { ["InputTokenDetails.AudioTokenCount"] = 7, ["OutputTokenDetails.AudioTokenCount"] = 3 };
        await AskAsync(new UsageDetails { InputTokenCount = 20, OutputTokenCount = 10, AdditionalCounts = more }, isStreamed: false);

        (_chat.Turn.Usage!.AudioInputTokens, _chat.Turn.Usage.AudioOutputTokens).Should().Be((7, 3));
    }

    private static Task<string> AskAsync(UsageDetails usage, bool isStreamed)
        => Chat.AskAsync(
            new FunctionInvokingChatClient(new FixedResponseModel(FixedResponseModel.Contents(new TextContent("Hello"),
                new UsageContent(usage))).WithConvLog()).WithConvLog(),
            isStreamed,
            "Hi");
}
