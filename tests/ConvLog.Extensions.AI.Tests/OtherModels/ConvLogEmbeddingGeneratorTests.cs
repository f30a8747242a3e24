namespace ConvLog.Extensions.AI.Tests.OtherModels;

public sealed class ConvLogEmbeddingGeneratorTests : IDisposable
{
    private readonly Chat _chat = new();

    [Fact]
    public async Task The_texts_are_kept_within_the_limit_and_the_vectors_are_not()
    {
        using var chat = new Chat(new ConversationOptions { Limits = new LogLimits { MessagesPerModelCall = 4, ModelTextLength = 16 } });
        using var turn = chat.Conversation.BeginTurn("hi");
        var embeddings = await Generator().WithConvLog().GenerateAsync([.. Enumerable.Range(0, 10).Select(static i => $"text {i}"), new string('x', 1_000)]);

        embeddings.Should().HaveCount(11);
        var call = chat.ModelCalls.Should().ContainSingle().Subject;
        call.Request.Take(3).Select(static message => (message.Role, message.Text.Text)).Should().Equal(
            (ModelRole.User, "text 0"), (ModelRole.User, "text 1"), (ModelRole.User, "text 9"));
        call.Request[3].Text.Text.Length.Should().BeLessThan(100);
        (call.OmittedMessages, call.Response).Should().Be((7, null));
    }

    [Fact]
    public async Task A_query_is_enumerated_once_and_non_text_values_are_logged_by_type()
    {
        using var turn = _chat.Conversation.BeginTurn("hi");
        int read = 0;
        await Generator().WithConvLog().GenerateAsync(Enumerable.Range(0, 2).Select(i => $"text {read++}"));
        await new Images().WithConvLog().GenerateAsync([new DataContent(new byte[9], "image/png"), null!]);

        read.Should().Be(2);
        _chat.ModelCalls.SelectMany(static call => call.Request).Select(static message => message.Text.Text).Should()
            .Equal("text 0", "text 1", "[DataContent]", "[null]");
    }

    [Fact]
    public async Task Null_values_and_null_answers_are_passed_on()
    {
        using var turn = _chat.Conversation.BeginTurn("hi");
        var asking = async () => await new Images().WithConvLog().GenerateAsync(null!);
        (await new Images { AnswersNull = true }.WithConvLog().GenerateAsync([])).Should().BeNull();

        (await asking.Should().ThrowAsync<ArgumentNullException>()).Which.ParamName.Should().Be("values");
        _chat.ModelCalls.Should().ContainSingle().Which.Outcome.Should().Be(FunctionOutcome.Completed);
    }

    [Fact]
    public async Task Services_and_disposal_pass_through_and_only_the_inner_client_logs()
    {
        using var turn = _chat.Conversation.BeginTurn("hi");
        ScriptedMedia model = new();
        IEmbeddingGenerator<string, Embedding<float>> inner = model;
        var client = inner.AsBuilder().UseConvLog().UseDistributedCache(new NoCache()).UseConvLog(new ConvLogModelOptions()).Build();
        await client.GenerateAsync(["said"], new EmbeddingGenerationOptions { ModelId = "asked-x", Dimensions = 3 });

        client.GetService<ScriptedMedia>().Should().BeSameAs(model);
        client.GetService<EmbeddingGeneratorMetadata>()!.ProviderName.Should().Be("acme");
        var call = _chat.ModelCalls.Should().ContainSingle().Subject;
        (call.Model, call.Usage!.Model).Should().Be(("asked-x", "media-x"));
        client.Dispose();
        model.IsDisposed.Should().BeTrue();
        FluentActions.Invoking(static () => ((IEmbeddingGenerator<string, Embedding<float>>)null!).WithConvLog()).Should().Throw<ArgumentNullException>();
    }

    public void Dispose() => _chat.Dispose();

    private static IEmbeddingGenerator<string, Embedding<float>> Generator() => new ScriptedMedia();

    private sealed class Images : IEmbeddingGenerator<DataContent, Embedding<float>>
    {
        public bool AnswersNull { get; init; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<DataContent> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(values);
            return Task.FromResult<GeneratedEmbeddings<Embedding<float>>>(AnswersNull ? null! : []);
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class NoCache : Microsoft.Extensions.Caching.Distributed.IDistributedCache
    {
        public byte[]? Get(string key) => null;

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult<byte[]?>(null);

        public void Refresh(string key)
        {
        }

        public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Remove(string key)
        {
        }

        public Task RemoveAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Set(string key, byte[] value, Microsoft.Extensions.Caching.Distributed.DistributedCacheEntryOptions options)
        {
        }

        public Task SetAsync(
            string key, byte[] value, Microsoft.Extensions.Caching.Distributed.DistributedCacheEntryOptions options, CancellationToken token = default)
            => Task.CompletedTask;
    }
}
