using Microsoft.Extensions.Caching.Distributed;

namespace ConvLog.Extensions.AI.Tests.Models;

/// <summary>Answers from the real cache of Microsoft.Extensions.AI.</summary>
public sealed class CachedAnswersTests : IDisposable
{
    private readonly Chat _chat = new();
    private readonly KeptAnswers _kept = new();

    public void Dispose() => _chat.Dispose();

    [Theory]
    [InlineData("logged outside", false)]
    [InlineData("logged outside", true)]
    [InlineData("logged on both sides", false)]
    [InlineData("logged on both sides", true)]
    [InlineData("in the loop", false)]
    [InlineData("in the loop", true)]
    [InlineData("around the loop", false)]
    [InlineData("around the loop", true)]
    public async Task An_answer_from_a_cache_says_so_and_costs_nothing(string order, bool isStreamed)
    {
        var model = new ScriptedModel(Says("At eight.", "resp_1"), Says("At nine.", "resp_2"));
        var client = order switch
        {
            "logged outside" => Cached(model).WithConvLog(),
            "logged on both sides" => Cached(model.WithConvLog()).WithConvLog(),
            "in the loop" => new FunctionInvokingChatClient(Cached(model)).WithConvLog(),
            _ => Cached(new FunctionInvokingChatClient(model)).WithConvLog(),
        };

        await Chat.AskAsync(client, isStreamed, "When?");
        await Chat.AskAsync(client, isStreamed, "When?");
        await Chat.AskAsync(client, isStreamed, "And tomorrow?");
        await Chat.AskAsync(client, isStreamed, "When?");

        model.Requests.Should().HaveCount(2);
        _chat.Sink.Turns.Select(static turn => (turn.AgentResponse.Text.Trim(), turn.Usage?.TotalTokens)).Should().Equal(
            ("At eight.", 110), ("At eight.", null), ("At nine.", 110), ("At eight.", null));
        _chat.ModelCalls.Select(static call => (call.IsCached, call.Usage?.TotalTokens, call.ResponseId)).Should().Equal(
            (false, 110, "resp_1"), (true, null, "resp_1"), (false, 110, "resp_2"), (true, null, "resp_1"));
        _chat.ModelCalls[1].Request.Should().ContainSingle().Which.Text.Text.Should().Be("When?");
        _chat.ModelCalls[1].Response!.Text.Text.Trim().Should().Be("At eight.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_round_of_a_loop_that_is_from_a_cache_says_so_where_it_is_seen(bool isStreamed)
    {
        var tools = new ChatOptions { Tools = [AIFunctionFactory.Create(static () => "at eight", "find_table")] };
        var model = new ScriptedModel(
            Own(ScriptedModel.Calls("", 100, 10, ("call_1", "find_table", null)), "resp_1"), Says("At eight.", "resp_2"));
        var client = new FunctionInvokingChatClient(Cached(model).WithConvLog()).WithConvLog();

        await Chat.AskAsync(client, isStreamed, "When?", tools);
        await Chat.AskAsync(client, isStreamed, "When?", tools);

        model.Requests.Should().HaveCount(2);
        _chat.ModelCalls.Select(static call => call.IsCached).Should().Equal(false, false, true, true);
        _chat.Sink.Turns.Select(static turn => turn.Usage?.TotalTokens).Should().Equal(220, null);
    }

    [Theory]
    [InlineData(false, 110L)]
    [InlineData(true, 110L)]
    public async Task The_usage_of_the_uncached_rounds_of_a_loop_is_kept(bool isStreamed, long paid)
    {
        var tools = new ChatOptions { Tools = [AIFunctionFactory.Create(static () => Guid.NewGuid().ToString(), "find_table")] };
        var model = new ScriptedModel(
            Own(ScriptedModel.Calls("", 100, 10, ("call_1", "find_table", null)), "resp_1"), Says("At eight.", "resp_2"), Says("At nine.", "resp_3"));
        var client = new FunctionInvokingChatClient(Cached(model)).WithConvLog();

        await Chat.AskAsync(client, isStreamed, "When?", tools);
        await Chat.AskAsync(client, isStreamed, "When?", tools);

        model.Requests.Should().HaveCount(3, "the first round is from the cache");
        _chat.ModelCalls[^1].IsCached.Should().BeFalse();
        _chat.Sink.Turns[1].Usage!.TotalTokens.Should().Be(isStreamed ? paid : 2 * paid, "a response that is not streamed has the sum of its rounds");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_cached_by_another_process_is_recognized_by_its_age(bool isStreamed)
    {
        var now = TimeProvider.System.GetUtcNow();
        var old = now.AddMinutes(-2);
        var model = new ScriptedModel(Says("At eight.", "resp_1", old), Says("At nine.", "resp_2", now), Says("Hello", "resp_3", old));
        await Chat.AskAsync(Cached(model), isStreamed, "When?");
        await Chat.AskAsync(Cached(model), isStreamed, "And tomorrow?");
        var client = Cached(model).WithConvLog();

        await Chat.AskAsync(client, isStreamed, "Hi");
        await Chat.AskAsync(client, isStreamed, "When?");
        await Chat.AskAsync(client, isStreamed, "And tomorrow?");

        model.Requests.Should().HaveCount(3);
        _chat.ModelCalls.Select(static call => call.IsCached).Should().Equal(false, true, false);
        _chat.ModelCalls[2].Usage!.TotalTokens.Should().Be(110, "nothing tells it from an answer of the model");
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task An_answer_of_the_model_is_not_taken_for_one_from_a_cache(bool isStreamed, bool hasCache)
    {
        // Services that repeat their response IDs, that send none, and whose responses have no raw representation.
        foreach (var steps in (ScriptedModel.Step[][])
            [[Says("One", "resp"), Says("Two", "resp")], [Says("One", ""), Says("Two", "")], [Bare("One", "resp_1"), Bare("Two", "resp_2")]])
        {
            var model = new ScriptedModel(steps);
            var client = (hasCache ? Cached(model) : (IChatClient)model).WithConvLog();
            await Chat.AskAsync(client, isStreamed, $"first {Guid.NewGuid()}");
            await Chat.AskAsync(client, isStreamed, $"second {Guid.NewGuid()}");
        }

        _chat.ModelCalls.Should().HaveCount(6).And.OnlyContain(static call => !call.IsCached && call.Usage!.TotalTokens == 110);
    }

    [Fact]
    public async Task Answers_of_a_cache_around_the_logged_client_are_not_logged()
    {
        var client = Cached(new ScriptedModel(Says("At eight.", "resp_1")).WithConvLog());

        await client.GetResponseAsync("When?");
        await client.GetResponseAsync("When?");

        _chat.ModelCalls.Should().ContainSingle().Which.IsCached.Should().BeFalse();
    }

    private DistributedCachingChatClient Cached(IChatClient model) => new(model, _kept);

    private static ScriptedModel.Step Says(string text, string id, DateTimeOffset? createdAt = null)
        => Own(ScriptedModel.Says(text, 100, 10), id, createdAt);

    // As services return it: with an ID, a time and a raw representation.
    private static ScriptedModel.Step Own(ScriptedModel.Step step, string id, DateTimeOffset? createdAt = null)
    {
        (step.Response.ResponseId, step.Response.CreatedAt) = (id, createdAt);
        step.Response.RawRepresentation = step.Response.Messages[0].RawRepresentation = new object();
        return step;
    }

    private static ScriptedModel.Step Bare(string text, string id)
    {
        var step = ScriptedModel.Says(text, 100, 10);
        (step.Response.ResponseId, step.Response.CreatedAt) = (id, TimeProvider.System.GetUtcNow().AddDays(-1));
        return step;
    }

    private sealed class KeptAnswers : IDistributedCache
    {
        private readonly Dictionary<string, byte[]> _kept = new(StringComparer.Ordinal);

        public byte[]? Get(string key) => _kept.GetValueOrDefault(key);

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult(Get(key));

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => _kept[key] = value;

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
        {
            Set(key, value, options);
            return Task.CompletedTask;
        }

        public void Refresh(string key)
        {
        }

        public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Remove(string key) => _kept.Remove(key);

        public Task RemoveAsync(string key, CancellationToken token = default)
        {
            Remove(key);
            return Task.CompletedTask;
        }
    }
}
